"""The groups of figures, with a module or two for each."""
