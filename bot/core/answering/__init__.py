"""From an accepted ask to its answer."""
