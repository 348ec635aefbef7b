"""The rules that must hold after a storm. Pure: evidence in, faults in words out."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.chaos.doing import nothing_done_twice
from tests.chaos.evidence import Act, Asked, Called, Evidence, Shown, Thread
from tests.chaos.isolation import nothing_foreign
from tests.chaos.judging.decks import (
    each_deck_has_its_files,
    each_outline_is_drawn_once,
    heard_presses,
    nothing_drawn_twice,
    what_is_not_drawn_says_why,
)
from tests.chaos.judging.leftovers import (
    everything_is_stored,
    nothing_is_left,
    nothing_is_posted_twice,
)
from tests.chaos.paying import (
    HELD,
    STORED,
    UNSTORED,
    every_picture_of_a_set_is_there,
    nothing_paid_is_lost,
    nothing_paid_twice,
)

CLOCK = 0.005
"""Seconds by which two of the emulators' clocks may differ in one process."""
HEAP = 6.0
"""Seconds after the machine stood still in which calls may have piled up."""
LOSS = "Something went wrong on my side"
REFUSED = "OpenAI does not accept my settings"
"""What is said when a request was wrong: an output or a decision was missing, say."""
GONE = "is no longer stored"
"""What is said of what somebody has forgotten, which nobody does in a storm."""
WAKING = 1.5
"""Seconds for which a process that was frozen sends what it was admitted for before."""


def faults(seen: Evidence) -> list[str]:
    """Everything that is wrong."""
    return [
        *one_final_each(seen),
        *nothing_overwritten(seen),
        *in_order(seen),
        *no_overlap(seen),
        *unexcused(seen),
        *nothing_paid_twice(seen),
        *nothing_paid_is_lost(seen),
        *every_picture_of_a_set_is_there(seen),
        *nothing_done_twice(seen),
        *nobody_at_a_loss(seen),
        *nothing_foreign(seen),
        *each_outline_is_drawn_once(seen),
        *what_is_not_drawn_says_why(seen),
        *each_deck_has_its_files(seen),
        *nothing_drawn_twice(seen),
        *nothing_is_posted_twice(seen),
        *nothing_is_left(seen),
        *everything_is_stored(seen),
    ]


def one_final_each(seen: Evidence) -> Iterator[str]:
    """Each accepted ask, and each press that was heard, has exactly one message, and it
    has ended.

    A message names its ask in the alternative text of its picture; where there is
    none (words, a sentence about what failed), the numbers in the thread must agree.
    """
    shown = _by_thread([one for one in seen.shown if one.main and not one.deleted])
    for thread, asks in _asks_by_thread(seen.asked).items():
        messages = shown.get(thread, [])
        yield from _not_once(messages)
        accepted = [one for one in asks if one.acked]
        turns = {one.turn for one in messages}
        written = {one.turn for one in messages if not one.pressed}
        heard = heard_presses(seen, thread)
        least = len(accepted) + heard - seen.declined.get(thread, 0)
        if least > len(turns) or len(written) > len(asks):
            named = {code for one in messages for code in one.codes}
            missing = [one.code for one in accepted if one.code not in named]
            told = f"{len(accepted)} of {len(asks)} asks accepted in {thread}"
            told = f"{told}, and {heard} presses heard"
            yield f"{told}, {len(turns)} messages; not named: {missing}"


def _not_once(messages: Sequence[Shown]) -> Iterator[str]:
    """Asks whose message has not ended, and those with two messages."""
    for one in messages:
        if not one.frames[-1].ended:
            yield f"{_name(one)} still says {one.frames[-1].text!r}"
    for turn, count in Counter(one.turn for one in messages).items():
        if count > 1:
            yield f"turn {turn} has {count} messages"
    named = (one for one in messages if not one.of_deck)
    for code, count in Counter(c for one in named for c in one.codes).items():
        if count > 1:
            yield f"{code} has {count} messages"


def nothing_overwritten(seen: Evidence) -> Iterator[str]:
    """After a message's last form came no step and no preview.

    Unless the process was killed while it held that end in memory.
    """
    for one in seen.shown:
        after = [frame for frame in one.frames if frame.at > one.ended_at > 0]
        step = next((frame for frame in after if not frame.ended), None)
        if one.main and step and not _forgotten(one.ended_at, step.at, seen.acts):
            yield f"{_name(one)}: a step overwrote the end"


def _forgotten(ended: float, again: float, acts: Sequence[Act]) -> bool:
    """Whether an end was held, for nothing could be stored, and died with a process."""
    held = [
        act
        for act in acts
        if act.kind in UNSTORED and act.at - STORED <= ended <= act.until + STORED
    ]
    return any(
        act.kind == "kill" and ended <= act.at <= min(again, trouble.until + HELD)
        for trouble in held
        for act in acts
    )


def in_order(seen: Evidence) -> Iterator[str]:
    """Turns of a thread end in the order of asking.

    Events are shuffled on their way, so the order that counts is that in which the bot
    accepted the asks: the turns' numbers, as they stand in the messages' metadata. And
    where Slack had an ask acknowledged before it told of another, that order counts
    too, whatever numbers the bot gave them.
    """
    mains = [one for one in seen.shown if one.main and not one.deleted]
    mains = [one for one in mains if not one.asked_at]  # those wait for a person
    mains = [one for one in mains if "Stopped by" not in one.told]  # at once
    asks = _asks_by_thread(seen.asked)
    for thread, messages in _by_thread(mains).items():
        by_turn = sorted(messages, key=lambda one: one.turn)
        for one, next_one in pairwise(each for each in by_turn if each.ended_at):
            if one.ended_at > next_one.ended_at:
                yield f"{_name(next_one)} ended before turn {one.turn}"
        yield from _against_slack(asks.get(thread, []), messages)


def _against_slack(asks: Sequence[Asked], messages: Sequence[Shown]) -> Iterator[str]:
    """A message also names an ask before it that failed, whose words it has taken over.
    Its own is the newest."""
    asked = {one.code: one.at for one in asks}
    own = [one for one in messages if not one.of_deck]
    named = [(asked.keys() & set(one.codes), one) for one in own]
    ends = {
        max(codes, key=asked.__getitem__): one.ended_at for codes, one in named if codes
    }
    known = [one for one in asks if one.acked and ends.get(one.code)]
    for one in known:
        for later in known:
            if one.acked < later.offered and ends[one.code] > ends[later.code]:
                yield f"{later.code} was asked after {one.code}, and ended before it"


def no_overlap(seen: Evidence) -> Iterator[str]:
    """No two edits of a message at the same time, not even by two processes."""
    edits = [one for one in seen.called if one.method == "chat.update"]
    until: dict[str, float] = {}
    for edit in sorted(edits, key=lambda one: one.at):
        if edit.at + CLOCK < until.get(edit.ts, 0.0):
            yield f"two edits of {edit.ts} at once, at {edit.at:.2f}"
        until[edit.ts] = max(until.get(edit.ts, 0.0), edit.at + edit.took)


def calls_beyond_budget(seen: Evidence) -> list[str]:
    """Calls that Slack refused for their number, and that no fault had arranged."""
    return [
        f"{one.method} of {one.team} at {one.at:.2f} was one too many"
        for one in _refused(seen)
    ]


def unexcused(seen: Evidence) -> list[str]:
    """Those beyond the budget, but for where something stood still just before.

    What the bot admitted over some time then arrives in a heap: a storm's minute has
    few seconds, and does not bear calls that are a second late. So it is where the
    machine starved, and, for a moment, where a process wakes that was frozen: it sends
    what it had been admitted for before. And when a database is back: all that was
    asked meanwhile is done at once, on a processor that has other work as well.
    """
    return [
        fault
        for one, fault in zip(_refused(seen), calls_beyond_budget(seen), strict=True)
        if not any(_heaped(act, one) for act in seen.acts)
    ]


def _heaped(act: Act, one: Called) -> bool:
    match act.kind:
        case "starved":
            return act.at <= one.at <= act.until + HEAP
        case "freeze":
            return act.until <= one.at <= act.until + WAKING
        case "away":
            return act.until <= one.at <= act.until + HEAP
    return False


def _refused(seen: Evidence) -> list[Called]:
    return [one for one in seen.called if one.status == 429 and not one.fault]


def nobody_at_a_loss(seen: Evidence) -> Iterator[str]:
    """No message ends with the sentence for what nobody has thought of."""
    for one in seen.shown:
        said = one.frames[-1].text
        if one.main and any(each in said for each in (LOSS, REFUSED, GONE)):
            yield f"{_name(one)} says {one.frames[-1].text!r}"


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
