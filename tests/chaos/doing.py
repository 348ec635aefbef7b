"""That what people have allowed is done, and done once."""

from collections import Counter
from collections.abc import Iterator

from tests.chaos.evidence import Evidence


def nothing_done_twice(seen: Evidence) -> Iterator[str]:
    """What a person has allowed is done once, whoever was killed meanwhile."""
    done = Counter(each for paid in seen.paid for each in paid.allowed)
    for question, count in done.items():
        if count > 1:
            yield f"what was asked by {question} was done {count} times"
