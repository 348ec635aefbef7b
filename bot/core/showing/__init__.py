"""Bringing pictures and words into the one message of a turn."""
