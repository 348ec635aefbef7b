"""Judges the trial of the ways, and recommends a value for HANG. Pure."""

import re
from collections.abc import Collection, Sequence

from bot.doctor.finding import Finding, bad, good, unsure
from bot.doctor.trial import Try


def names_of(answer: str, tries: Sequence[Try]) -> set[str] | None:
    """The ways that an answer names, by number or by name; None if it names others."""
    known = {str(each.number): each.way.name for each in tries}
    known |= {each.way.name: each.way.name for each in tries}
    words = [word for word in re.split(r"[\s,;]+", answer.strip().lower()) if word]
    if words in (["0"], ["none"], []):
        return set()
    return {known[word] for word in words} if known.keys() >= set(words) else None


def judge(tries: Sequence[Try], seen: Collection[str]) -> list[Finding]:
    """A line for each way, and one on which to set."""
    best = next((each for each in tries if each.way.name in seen), None)
    lines = [_line(each, seen=each.way.name in seen) for each in tries]
    if best is None:
        advice = (
            "no picture was seen: set HANG=text, and ask an admin of this Slack "
            "workspace"
        )
        return [*lines, bad("HANG", advice)]
    return [*lines, good("HANG", f"put HANG={best.way.name} into `.env`")]


def _line(attempt: Try, *, seen: bool) -> Finding:
    """The line for one way. One that works is enough, so none is bad by itself."""
    about = f"way {attempt.way.name}"
    if attempt.trouble:
        return unsure(about, f"could not be tried: {attempt.trouble}")
    match seen, attempt.registered:
        case True, True:
            return good(about, "seen, and Slack counts it as shared")
        case True, False:
            return good(about, "seen, though Slack does not count it as shared")
        case False, True:
            return unsure(about, "not seen, though Slack counts it as shared")
        case _:
            return unsure(about, "not seen, and Slack does not count it as shared")
