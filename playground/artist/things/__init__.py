"""How each kind of thing is drawn: one module for each family."""
