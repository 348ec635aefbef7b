"""What must hold after a storm. Pure: evidence in, faults in words out."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from tests.chaos.evidence import Asked, Evidence, Shown, Thread


def faults(seen: Evidence) -> list[str]:
    """Everything that is wrong."""
    return [
        *one_final_each(seen),
        *nothing_overwritten(seen),
        *in_order(seen),
    ]


def one_final_each(seen: Evidence) -> Iterator[str]:
    """Each accepted ask has exactly one message, and it has ended.

    A message names its ask in the alternative text of its picture; where there is
    none (words, a sentence about what failed), the numbers in the thread must agree.
    """
    shown = _by_thread([one for one in seen.shown if one.main and not one.deleted])
    for thread, asks in _asks_by_thread(seen.asked).items():
        messages = shown.get(thread, [])
        yield from _not_once(messages)
        accepted = [one for one in asks if one.acked]
        turns = {one.turn for one in messages}
        if not len(accepted) <= len(turns) <= len(asks):
            named = {code for one in messages for code in one.codes}
            missing = [one.code for one in accepted if one.code not in named]
            told = f"{len(accepted)} of {len(asks)} asks accepted in {thread}"
            yield f"{told}, {len(turns)} messages; not named: {missing}"


def _not_once(messages: Sequence[Shown]) -> Iterator[str]:
    """What has not ended, and what is there twice."""
    for one in messages:
        if not one.frames[-1].ended:
            yield f"{_name(one)} still says {one.frames[-1].text!r}"
    for turn, count in Counter(one.turn for one in messages).items():
        if count > 1:
            yield f"turn {turn} has {count} messages"
    for code, count in Counter(c for one in messages for c in one.codes).items():
        if count > 1:
            yield f"{code} has {count} messages"


def nothing_overwritten(seen: Evidence) -> Iterator[str]:
    """After a message's last form came no step and no preview."""
    for one in seen.shown:
        forms = [frame.ended for frame in one.frames]
        if one.main and True in forms and not all(forms[forms.index(True) :]):
            yield f"{_name(one)}: a step overwrote the end"


def in_order(seen: Evidence) -> Iterator[str]:
    """Turns of a thread end in the order of asking.

    Events are shuffled on their way, so the order that counts is that in which the bot
    accepted the asks: the turns' numbers, as they stand in the messages' metadata.
    """
    mains = [one for one in seen.shown if one.main and not one.deleted]
    for thread, messages in _by_thread(mains).items():
        by_turn = sorted(messages, key=lambda one: one.turn)
        ends = [(one.ended_at, one.turn) for one in by_turn if one.ended_at]
        if ends != sorted(ends):
            yield f"ended out of order in {thread}: {ends}"


def _name(one: Shown) -> str:
    return f"turn {one.turn} ({one.ts} in {one.thread})"


def _by_thread(messages: Sequence[Shown]) -> dict[Thread, list[Shown]]:
    found: dict[Thread, list[Shown]] = defaultdict(list)
    for one in messages:
        found[one.thread].append(one)
    return found


def _asks_by_thread(asks: Sequence[Asked]) -> dict[Thread, list[Asked]]:
    found: dict[Thread, list[Asked]] = defaultdict(list)
    for one in asks:
        found[one.thread].append(one)
    return found
