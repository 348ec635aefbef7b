"""Reads and writes rows."""
