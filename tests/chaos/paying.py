"""That nothing is paid for twice, and that what was paid for is to be seen."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.core.answering.asking_model import MOST_ATTEMPTS
from tests.chaos.evidence import Act, Evidence, Paid

STORED = 5.0
"""Seconds that storing an answer may take; what is stored is not asked for again."""
HELD = 35.0
"""Seconds after which an answer is stored that was held while nothing could be."""
UNSTORED = ("away", "full")
"""Troubles in which nothing can be stored."""
LATE = 3.0
"""Seconds after a freeze or a restart for which its doings still tell."""


def nothing_paid_twice(seen: Evidence) -> Iterator[str]:
    """An ask is put to the model once more only for a reason that the log tells.

    Reasons: the process that had it was killed, or frozen for so long that it counted
    as dead, or the database restarted while it ran.
    """
    asked: dict[tuple[str, str, bool], list[Paid]] = defaultdict(list)
    for paid in sorted(seen.paid, key=lambda one: one.at):
        asked[paid.code, paid.leg, paid.direct].append(paid)
    decks = codes_of_decks(seen)
    for (code, _, direct), responses in asked.items():
        if direct and code in decks:
            continue  # they are counted with their decks
        wanted = _pictures(code, seen) if direct else 1
        for before, again in _again(responses, wanted):
            if not any(_struck(first, again, seen) for first in before):
                first = before[-1]
                who = f"by {first.ship}, then by {again.ship}"
                yield f"{code} was paid twice, {who}, {again.at - first.at:.1f} s later"


def _struck(first: Paid, again: Paid, seen: Evidence) -> bool:
    stored = _stored_by(first, seen.acts)
    return any(_explains(act, first, again, stored) for act in seen.acts)


def nothing_paid_is_lost(seen: Evidence) -> Iterator[str]:
    """Every picture that the model finished is shown, unless it was asked for again."""
    shown = {hash_ for one in seen.shown for hash_ in one.pictures}
    by_time = sorted(seen.paid, key=lambda one: one.at)
    last = {(paid.code, paid.leg): paid for paid in by_time}
    decks = codes_of_decks(seen)
    for (code, _), paid in last.items():
        if _pictures(code, seen) > 1 or (paid.direct and code in decks):
            continue  # they are seen on their sheet
        lost = paid.whole and paid.pictures - shown
        late = any(_too_late(act, paid, seen.acts) for act in seen.acts)
        late = late or _not_again(paid, seen.acts)
        if lost and not late and not _given_up(paid, seen):
            yield f"a picture of {code} was paid for and is not shown"


def _pictures(code: str, seen: Evidence) -> int:
    return max((one.pictures for one in seen.asked if one.code == code), default=1)


def _again(
    responses: Sequence[Paid], wanted: int
) -> Iterator[tuple[Sequence[Paid], Paid]]:
    """What was asked for beyond what was wanted, and what it may have replaced.

    Of a set, that is any picture before it.
    """
    for number in range(wanted, len(responses)):
        first = number - 1 if wanted == 1 else 0
        yield responses[first:number], responses[number]


def every_picture_of_a_set_is_there(seen: Evidence) -> Iterator[str]:
    """What the model finished of a set can be picked, unless it was drawn anew."""
    for one in (each for each in seen.asked if each.pictures > 1):
        made = [each for each in seen.paid if _is_drawn(each, one.code)]
        struck = any(_may_explain(act, paid) for act in seen.acts for paid in made)
        turns = [each for each in seen.shown if each.main and one.code in each.codes]
        picks = max((each.picks for each in turns), default=0)
        if turns and not struck and picks < min(one.pictures, len(made)) > 1:
            yield f"of {one.code}, {len(made)} were paid for, and {picks} can be picked"


def _is_drawn(paid: Paid, code: str) -> bool:
    return paid.direct and paid.whole and paid.code == code


def _may_explain(act: Act, paid: Paid) -> bool:
    return act.kind in ("kill", "freeze", "restart", "shut") and act.until >= paid.at


def _given_up(paid: Paid, seen: Evidence) -> bool:
    """Whether the ask was interrupted as often as the bot begins one again.

    The last time before its answer could be stored.
    """
    began = min(one.offered for one in seen.asked if one.code == paid.code)
    stored = _stored_by(paid, seen.acts)
    kills = [a for a in seen.acts if a.kind == "kill" and began <= a.at <= stored]
    last = any(a.whom == paid.ship and a.at >= paid.at for a in kills)
    return last and len(kills) >= MOST_ATTEMPTS


def _not_again(paid: Paid, acts: Sequence[Act]) -> bool:
    """Whether it did what was allowed, and was struck: that is not asked for again."""
    return bool(paid.allowed) and was_struck(paid, acts)


def was_struck(paid: Paid, acts: Sequence[Act]) -> bool:
    """Whether something befell it before it could be stored."""
    stored = _stored_by(paid, acts)
    later = replace(paid, at=stored)
    return any(_explains(act, paid, later, stored) for act in acts)


def codes_of_decks(seen: Evidence) -> frozenset[str]:
    """The codes of asks that are about decks."""
    return frozenset(one.code for one in seen.asked if one.deck)


def _too_late(act: Act, paid: Paid, acts: Sequence[Act]) -> bool:
    """Whether a process woke to an answer for which the time was over.

    Only while a model is shut are people told to wait for mere seconds.
    """
    slept = act.kind == "freeze" and act.whom == paid.ship
    brief = any(each.kind == "shut" for each in acts)
    return brief and slept and act.at <= paid.until <= act.until


def _stored_by(paid: Paid, acts: Sequence[Act]) -> float:
    """When at the latest an answer is stored: later where nothing could be."""
    away = [act.until for act in acts if act.kind in UNSTORED]
    until = paid.until + STORED
    return max([until, *(end + HELD for end in away if paid.until <= end + STORED)])


def _explains(act: Act, first: Paid, again: Paid, stored: float) -> bool:
    """Whether it struck while the first response ran, or before it could be stored."""
    struck = act.at <= min(again.at, stored)
    match act.kind:
        case "kill":
            return act.whom == first.ship and struck
        case "freeze":
            return act.whom == first.ship and struck and first.at <= act.until + LATE
        case "restart":
            return struck and first.at <= act.until + LATE
    return False
