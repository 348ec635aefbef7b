"""A Slack for the bench: only the calls on the measured paths, and time stamps.

The playground's emulator checks every block and keeps every version of every message;
all of that would run on the same processors as the program that is measured. This one
answers the same calls in the same form, and checks nothing.
"""
