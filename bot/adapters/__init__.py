"""Where the bot meets Slack, OpenAI, image codecs and the engine."""
