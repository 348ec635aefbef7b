"""What the pictures of a large workspace were asked for: words as people use them, many
channels, many people, over a year.

A few words are in most texts, most words in few, as in any language.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any

ASKED = "a lighthouse at night"
"""The words of a stored turn that are replaced."""
FREQUENT, RARE = "lighthouse", "zyzzyva"
WORDS, PROMPT, ASK = 20_000, 60, 8
"""How many words there are, and how many of them a prompt and an ask have."""
CHANNELS = tuple(f"C1{number:07d}" for number in range(500))
PEOPLE = 2_000
SOUNDS = tuple(a + b for a in "bdklmn" for b in "aeiou")
HOURS_OF_A_YEAR = 8760
Row = dict[str, Any]


def person(number: int) -> str:
    """The id of one of these people."""
    return f"U7{number % PEOPLE:07d}"


def remembered(turn: Row, many: int) -> Iterator[tuple[Row, Row]]:
    """What tells apart the turns of a year, and of their pictures, the oldest first.

    They are stored as a version without a gallery has stored them.
    """
    random = Random(13)
    words = ["".join(random.choices(SOUNDS, k=3)) + str(n % 7) for n in range(WORDS)]
    weights = list(accumulate(1 / (n + 5) for n in range(WORDS)))
    for number in range(1, many + 1):
        drawn = random.choices(words, cum_weights=weights, k=PROMPT)
        drawn += [FREQUENT] * (number % 2) + [RARE] * (number == many // 3 + 1)
        asked = " ".join(random.choices(words, cum_weights=weights, k=ASK))
        hours = HOURS_OF_A_YEAR * (many - number) / many
        yield (
            {
                "channel": random.choice(CHANNELS),
                "user": person(random.randrange(PEOPLE)),
                "ask": turn["ask"].replace(ASKED, asked),
                "created": earlier(turn["created"], hours),
                "indexed": 0,
            },
            {"revised_prompt": " ".join(drawn)},
        )


def earlier(created: Any, hours: float) -> Any:
    """The time so many hours before, as the database has it."""
    if isinstance(created, str):
        return str(datetime.fromisoformat(created) - timedelta(hours=int(hours)))
    return created - timedelta(hours=hours)
