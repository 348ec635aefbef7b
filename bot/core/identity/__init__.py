"""The bot's identity in each workspace, and the secrets that prove it."""
