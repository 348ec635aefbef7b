"""Turns: the ask, its answer, and how far it has come."""
