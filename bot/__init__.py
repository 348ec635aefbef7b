"""Darkroom: a Slack bot that draws, in one message that develops."""
