"""Characters and styles: teaching, listing, changing and forgetting them."""
