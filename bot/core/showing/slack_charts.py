"""Knows which workspaces do not take charts that Slack draws itself.

Slack rolls them out in phases. A workspace that has refused them twice in a row gets
pictures, as if the blocks did not exist, until the program starts again.
"""

import logging
from dataclasses import dataclass, field, replace
from typing import Final

from bot.core.messages.many import only_files_last
from bot.core.turn.turns import BEHIND, Answer

MOST_REFUSED: Final = 2
log = logging.getLogger(__name__)


@dataclass(slots=True)
class SlackCharts:
    """What was learned of each workspace."""

    _refused: dict[str, int] = field(default_factory=dict)

    def taken(self, team: str) -> bool:
        """Whether to try them there."""
        return self._refused.get(team, 0) < MOST_REFUSED

    def worked(self, team: str) -> None:
        """Note that a message with such a chart was accepted."""
        self._refused.pop(team, None)

    def missed(self, team: str) -> None:
        """Note that one was refused."""
        self._refused[team] = self._refused.get(team, 0) + 1
        if not self.taken(team):
            log.warning("charts of Slack's own are not shown any more in %s", team)


def as_pictures(answer: Answer) -> Answer:
    """The answer with all its charts as pictures in the message."""
    pictures = (
        replace(each, place=0) if each.place == BEHIND else each
        for each in answer.pictures
    )
    return only_files_last(replace(answer, pictures=tuple(pictures)))
