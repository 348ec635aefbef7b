"""What comes in from Slack becomes a value here and is handed over."""
