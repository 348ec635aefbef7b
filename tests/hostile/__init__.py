"""Pictures and payloads from people with bad intentions. Independent of the bot: the
bench uses it."""
