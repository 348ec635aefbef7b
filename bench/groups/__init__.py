"""The eight groups of figures, a module or two for each."""
