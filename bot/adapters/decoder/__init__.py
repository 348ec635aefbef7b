"""The program that reads pictures, in a process of its own: `python -m` starts it.

It knows the bytes of one picture at a time and nothing else of the bot: no secrets, no
network, no files. `bot/adapters/decoders.py` starts, feeds and ends it.
"""
