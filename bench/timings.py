"""Puts the observations of both emulators together, turn by turn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.servers import Workspace

PREVIEWS = ("p0", "p1", "p2")


@dataclass(frozen=True, slots=True)
class Timing:
    """The times of one turn, in seconds. Events that did not happen are None or
    missing."""

    turn: int
    sent: float
    acked: float | None
    seen: float | None
    first: float | None
    pictured: float | None
    ended: float | None
    shown: dict[str, float]
    asked_bytes: int
    chained: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """All turns of one measurement, and the calls that were made."""

    turns: tuple[Timing, ...]
    uploaded: dict[str, list[int]] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)

    def of(self, turns: Iterable[int]) -> "Seen":
        """Only these turns."""
        wanted = set(turns)
        return Seen(tuple(each for each in self.turns if each.turn in wanted))

    def acked(self) -> list[float]:
        """Event → acknowledgement."""
        return [each.acked for each in self.turns if each.acked is not None]

    def seen(self) -> list[float]:
        """Event → anything that the asker sees."""
        return [each.seen for each in self.turns if each.seen is not None]

    def first(self) -> list[float]:
        """Event → the first message."""
        return [each.first for each in self.turns if each.first is not None]

    def pictured(self) -> list[float]:
        """Event → the first edit that shows anything of the picture."""
        return [each.pictured for each in self.turns if each.pictured is not None]

    def whole(self) -> list[float]:
        """Event → the final, of those that have one."""
        return [each.ended for each in self.turns if each.ended is not None]

    def previews(self) -> list[float]:
        """Preview left the model → the edit that shows it, of those that were shown."""
        return [
            each.shown[frame]
            for each in self.turns
            for frame in PREVIEWS
            if frame in each.shown
        ]

    def finals(self) -> list[float]:
        """Final left the model → the edit that shows it."""
        return [each.shown["final"] for each in self.turns if "final" in each.shown]

    def preview_bytes(self) -> float:
        """The bytes that were uploaded for previews, per turn."""
        sizes = (self.uploaded.get(frame, [0, 0])[1] for frame in PREVIEWS)
        return sum(sizes) / max(1, len(self.turns))


async def seen(slack: Workspace) -> Seen:
    """Fetch what happened in a workspace since the last time."""
    log = await slack.log()
    asked = {each["turn"]: each for each in await slack.servers.asked()}
    turns = (_timing(each, asked.get(each["turn"])) for each in log["asked"])
    return Seen(tuple(turns), log["uploaded"], log["calls"], log["refused"])


def _timing(slack: dict[str, Any], model: dict[str, Any] | None) -> Timing:
    left = model["left"] if model else {}
    shown: dict[str, float] = {}
    for at, frame in slack["edits"]:
        if frame in left:
            shown.setdefault(frame, at - left[frame])
    return Timing(
        turn=slack["turn"],
        sent=slack["sent"],
        acked=_since(slack["acked"], slack["sent"]),
        seen=_since(slack["seen"], slack["sent"]),
        first=_since(slack["posted"], slack["sent"]),
        pictured=_since(
            min((at for at, _ in slack["edits"]), default=0), slack["sent"]
        ),
        ended=_since(slack["ended"], slack["sent"]),
        shown=shown,
        asked_bytes=model["size"] if model else 0,
        chained=bool(model and model["chained"]),
    )


def _since(then: float, sent: float) -> float | None:
    return then - sent if then else None


def quantile(values: Iterable[float], share: float) -> float | None:
    """The value below which this share of all values lies; None if there are none."""
    ordered: Sequence[float] = sorted(values)
    if not ordered:
        return None
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
