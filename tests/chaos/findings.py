"""What must hold after a storm, read from the emulators' own logs."""

from collections import Counter
from dataclasses import dataclass

from playground.slack.messages import Message
from tests.chaos.storm import Storm, ended


@dataclass(frozen=True)
class Findings:
    """Faults in words, and figures for a table."""

    faults: list[str]
    figures: dict[str, int]


def look(storm: Storm) -> Findings:
    """Everything that is wrong, and how much there was of all."""
    faults = [
        *(fault for asked in storm.asked for fault in _of_one(storm, asked)),
        *_orders(storm),
        *_overlaps(storm),
        *_wasted(storm),
    ]
    return Findings(faults, _figures(storm))


def _of_one(storm: Storm, asked: Message) -> list[str]:
    answers = storm.answers_to(asked)
    if len(answers) != 1:
        return [f"{asked.ts}: {len(answers)} messages"]
    [answer] = answers
    faults = [] if ended(answer) else [f"{asked.ts}: still {answer.text!r}"]
    forms = ["'stop'" in str(version.blocks) for version in answer.versions]
    first_end = forms.index(False) if False in forms else len(forms)
    if any(forms[first_end:]):
        faults.append(f"{asked.ts}: a step overwrote the end")
    return faults


def _orders(storm: Storm) -> list[str]:
    """Turns of one thread end in the order in which they were accepted."""
    threads: dict[str, list[tuple[int, float]]] = {}
    for asked in storm.asked:
        turn = int(storm.bot.turn_of(asked.channel, asked.ts) or 0)
        ends = [_end_of(answer) for answer in storm.answers_to(asked)]
        threads.setdefault(asked.root_ts, []).extend((turn, end) for end in ends)
    return [
        f"thread {root}: ended out of order"
        for root, pairs in threads.items()
        if [end for _, end in sorted(pairs)] != sorted(end for _, end in pairs)
    ]


def _end_of(answer: Message) -> float:
    """When the message first had its last form."""
    ends = (v.at for v in answer.versions if "'stop'" not in str(v.blocks))
    return next(ends, 0.0)


def _overlaps(storm: Storm) -> list[str]:
    """No two edits of one message at the same time, by one process."""
    busy: dict[str, float] = {}
    faults = []
    for call in sorted(storm.slack.calls.of("chat.update"), key=lambda c: c.at):
        ts = str(call.args.get("ts"))
        if call.at < busy.get(ts, 0):
            faults.append(f"edits of {ts} overlapped")
        busy[ts] = call.at + call.took
    return faults


def _wasted(storm: Storm) -> list[str]:
    """A response is paid again only because a process died or a stream broke."""
    most = len(storm.asked) + (storm.bot.starts - 1) * 20
    made = len(storm.model.responses)
    return [f"{made} responses for {len(storm.asked)} asks"] if made > most else []


def _figures(storm: Storm) -> dict[str, int]:
    methods = Counter(call.method for call in storm.slack.calls)
    limited = sum(call.status == 429 for call in storm.slack.calls)
    return {
        "asks": len(storm.asked),
        "responses": len(storm.model.responses),
        "starts": storm.bot.starts,
        "edits": methods["chat.update"],
        "posts": methods["chat.postMessage"],
        "429": limited,
    }
