"""Connecting servers by signing in to them."""
