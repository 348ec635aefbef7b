"""The words that the artist knows: English well, the commonest of three more."""
