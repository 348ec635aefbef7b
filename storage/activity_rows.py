"""How the open turns of a workspace are told apart, on both engines."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any, Final

LATEST: Final = """
    select max(id) from turns
    where team = %s and channel = %s and message <> '' and thread <> ''
    group by thread order by max(id) desc limit %s
"""
"""The newest turns of threads, of those that are open in Slack."""


def marked(newest: int | None, turns: Iterable[Iterable[Any]]) -> str:
    """A short text that differs for every state of a workspace's turns: of the newest
    of all, and of those that are still worked on."""
    told = [newest, [[str(each) for each in turn] for turn in turns]]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]
