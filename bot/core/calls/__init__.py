"""Calls to Slack and the model, and their limits."""
