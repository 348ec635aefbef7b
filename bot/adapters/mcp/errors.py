"""What can be wrong with a server. The texts are ours: a server's own words, and
addresses, can hold anything."""


class ServerError(Exception):
    """The server does not answer as a server of this kind does."""


class LockedOut(ServerError):
    """The server does not accept the token, or wants one."""


class NotThisWay(ServerError):
    """The server answers, but not to this way of asking; another may do."""
