"""Figures of a storm, for its row in the table. Pure: evidence in, numbers out."""

from collections import Counter
from dataclasses import asdict, dataclass

from tests.chaos.evidence import Act, Evidence, Paid, Shown
from tests.chaos.findings import calls_beyond_budget


@dataclass(frozen=True)
class Row:
    """One storm."""

    seed: int
    engine: str
    trouble: str
    asks: int
    ends: int
    duplicates: int
    lost: int
    recovery: float
    edits: int
    dropped: int
    caused: int
    legs: int
    called: int
    asked: int
    after_kill: int
    decks: int
    parts: int
    starved: float
    faults: int
    seconds: float


PARTS = ("Change ", "Keep only ")
LONG = {"uploads", "shut", "away", "full"}
HEADS = {
    "seed": "seed",
    "engine": "engine",
    "trouble": "trouble",
    "asks": "asks",
    "ends": "ends",
    "duplicates": "duplicates",
    "lost": "lost",
    "recovery": "longest recovery",
    "edits": "edits",
    "dropped": "dropped previews",
    "caused": "429s caused",
    "legs": "further legs",
    "called": "sets the model called for",
    "asked": "asked people",
    "after_kill": "decided after a kill",
    "decks": "decks drawn",
    "parts": "parts changed",
    "starved": "machine stood still",
    "faults": "faults",
    "seconds": "seconds",
}


def row(seen: Evidence, seed: int, engine: str, seconds: float, faults: int) -> Row:
    """The figures of what was seen. Lost is what was accepted and has no end."""
    mains = [one for one in seen.shown if one.main and not one.deleted]
    written = [one for one in mains if not one.pressed]
    turns = Counter(one.turn for one in mains)
    accepted = sum(one.acked > 0 for one in seen.asked) - sum(seen.declined.values())
    ended = {one.turn for one in written if one.frames[-1].ended}
    return Row(
        seed,
        engine,
        ",".join(act.kind for act in seen.acts if act.kind in LONG) or "-",
        len(seen.asked),
        len(ended),
        sum(count - 1 for count in turns.values()),
        max(0, accepted - len(ended)),
        round(longest_recovery(seen), 1),
        sum(one.method == "chat.update" for one in seen.called),
        dropped_previews(seen),
        len(calls_beyond_budget(seen)),
        sum(one.leg != "" for one in seen.paid),
        _called_sets(seen),
        sum(one.asked_at > 0 for one in mains),
        sum(_after_kill(seen, one) for one in seen.paid),
        sum(one.deck is not None and one.deck.drawn for one in mains),
        sum(one.button.startswith(PARTS) for one in mains),
        round(max((a.until - a.at for a in seen.acts if _stood(a)), default=0.0), 1),
        faults,
        round(seconds, 1),
    )


def _called_sets(seen: Evidence) -> int:
    """Sets of which pictures were drawn after a model had asked for them."""
    drawn = {one.code for one in seen.paid if one.direct}
    told = {one.code for one in seen.paid if not one.direct}
    return sum(one.code in drawn & told for one in seen.asked if one.pictures > 1)


def _after_kill(seen: Evidence, paid: Paid) -> bool:
    """Whether a process was killed between a question and what follows its decision."""
    asked = [one.asked_at for one in seen.shown if paid.code in one.codes]
    since = max(asked, default=0.0)
    kills = [act.at for act in seen.acts if act.kind == "kill"]
    return bool(paid.allowed and since and any(since < at < paid.at for at in kills))


def _stood(act: Act) -> bool:
    return act.kind == "starved"


def dropped_previews(seen: Evidence) -> int:
    """Half-drawn pictures that the model sent and no message ever showed."""
    shown = {f.preview for one in seen.shown for f in one.frames if f.preview}
    return max(0, sum(one.previews for one in seen.paid) - len(shown))


def longest_recovery(seen: Evidence) -> float:
    """From the end of a process to the next sign of life of a turn that it ran."""
    return max((_recovery(seen, act) for act in seen.acts), default=0.0)


def _recovery(seen: Evidence, act: Act) -> float:
    if act.kind not in {"kill", "freeze"}:
        return 0.0
    hit = {one.code for one in seen.paid if _ran(one, act)}
    struck = [one for one in seen.shown if one.codes & hit and _open(one, act.at)]
    signs = [
        min((f.at for f in one.frames if f.at > act.at), default=act.at)
        for one in struck
    ]
    return max((sign - act.at for sign in signs), default=0.0)


def _ran(paid: Paid, act: Act) -> bool:
    """Whether the process was reading this response when it was struck."""
    return paid.ship == act.whom and paid.at <= act.at <= paid.until + 0.5


def _open(message: Shown, at: float) -> bool:
    return message.main and not 0 < message.ended_at <= at


def table(rows: list[Row]) -> str:
    """All storms, one a line."""
    lines = [list(HEADS.values())] + [
        [str(v) for v in asdict(r).values()] for r in rows
    ]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(text.rjust(width) for text, width in zip(line, widths, strict=True))
        for line in lines
    )
