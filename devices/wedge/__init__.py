"""Keyboard-wedge scanners: telling a scanner from a person by how fast the keys come."""
