"""Benchmarks, crash proofs and scripted terminals; may import everything, nothing imports it."""
