"""The layouts of slides: where everything of each kind of slide stands."""
