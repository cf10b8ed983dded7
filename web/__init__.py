"""Xporter Web: the public face. No keys, no secrets, no SQL."""
