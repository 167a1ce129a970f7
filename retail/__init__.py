"""Rules that terminal and hub share: pure computation, no I/O, no clock, no threads."""
