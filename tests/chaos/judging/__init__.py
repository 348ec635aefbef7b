"""What must hold of decks, of files and of what is stored. Pure, as `findings.py`."""
