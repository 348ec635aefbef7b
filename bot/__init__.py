"""Darkroom: a Slack bot in whose messages pictures develop."""
