"""How messages look."""
