"""Measures speed and memory of the whole system: `make bench`."""
