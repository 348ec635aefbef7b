"""What a deck is: its outline, its themes, and where everything stands on a slide."""
