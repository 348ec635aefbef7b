"""Keeps in memory what cannot be stored yet."""
