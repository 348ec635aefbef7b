"""What the bot adds to the time of the model and of Slack, measured against rivals."""
