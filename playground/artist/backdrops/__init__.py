"""The backgrounds: one module for each kind of place."""
