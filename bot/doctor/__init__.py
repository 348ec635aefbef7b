"""Checks a real installation, and says in words what to do."""
