"""Slack's checks of blocks, views and messages, in Slack's words. No I/O."""

from playground.slack.schema.block_table import Surface
from playground.slack.schema.blocks import check_blocks
from playground.slack.schema.messages import (
    block_text_length,
    check_message_limits,
    image_urls,
    slack_files,
)
from playground.slack.schema.rules import Problem
from playground.slack.schema.views import check_view

__all__ = [
    "Problem",
    "Surface",
    "block_text_length",
    "check_blocks",
    "check_message_limits",
    "check_view",
    "image_urls",
    "slack_files",
]
