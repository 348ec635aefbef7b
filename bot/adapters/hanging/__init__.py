"""The ways of hanging a picture, each a small class behind the port `Way`."""

from bot.adapters.hanging.address import AddressWay
from bot.adapters.hanging.uploads import ChannelWay, FileWay, PostWay, TextWay

__all__ = ["AddressWay", "ChannelWay", "FileWay", "PostWay", "TextWay"]
