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
    """Turns of one thread begin in the order in which they were accepted."""
    begun: dict[str, list[int]] = {}
    for asked in storm.asked:
        for answer in storm.answers_to(asked):
            end = next(
                (v.at for v in answer.versions if "'stop'" not in str(v.blocks)), None
            )
            turn = int(storm.bot.turn_of(asked.channel, asked.ts))
            begun.setdefault(asked.root_ts, []).append((turn, end))  # type: ignore[arg-type] # pairs
    faults = []
    for root, ends in begun.items():
        times = [end for _, end in sorted(ends)]  # type: ignore[misc] # pairs
        if times != sorted(times):
            faults.append(f"thread {root}: ended out of order")
    return faults


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
