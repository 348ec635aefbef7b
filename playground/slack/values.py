"""The vocabulary of all modules here: JSON, and Slack's way of saying no."""

from typing import Any

Json = dict[str, Any]


class Refused(Exception):
    """A Web API method says no, in Slack's words.

    `extra` is merged into the answer next to `ok` and `error`.
    """

    def __init__(self, error: str, **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.extra = extra


def truth(value: object) -> bool:
    """Slack takes booleans as JSON, as 0 and 1, and as words."""
    return str(value).lower() in {"1", "true", "yes"}
