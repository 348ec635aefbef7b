"""Which of the things people write are asks, and taking them in once."""
