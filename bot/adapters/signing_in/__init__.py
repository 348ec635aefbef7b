"""Asks authorization servers, so that people can sign in to servers by a link."""

from bot.adapters.signing_in.servers import HttpAuthorizationServers

__all__ = ["HttpAuthorizationServers"]
