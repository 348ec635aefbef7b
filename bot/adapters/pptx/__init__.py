"""Writes PowerPoint files from laid slides, made of what PowerPoint itself would use:
placeholders of a master, tables, charts and notes.

Only a process that writes one loads the library for it.
"""
