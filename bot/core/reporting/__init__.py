"""Reports to those who run the bot: figures and log lines."""
