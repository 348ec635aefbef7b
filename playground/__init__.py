"""An emulated Slack and OpenAI, and a place to try the bot on them."""
