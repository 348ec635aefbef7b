"""Measures how much time the bot adds to the model's and Slack's, compared with
rivals."""
