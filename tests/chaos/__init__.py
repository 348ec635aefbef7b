"""Proof by breaking it: the whole system under random failures."""
