"""A Responses API for the bench: given pictures, a given pace, and time stamps.

The playground's emulator paints, checks every field and keeps what it sent; all of that
would run on the same processors as the program that is measured. This one only streams.
Its events are made by the playground's own code, so they look the same.
"""
