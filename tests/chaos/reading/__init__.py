"""Reads decks, files in threads, and what is stored, into evidence."""
