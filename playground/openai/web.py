"""A small web of invented pages, all of it on hosts that do not exist."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its address, its title, what it says, and the words that find it."""

    url: str
    title: str
    fact: str
    words: frozenset[str]


def look_up(words: str, limit: int = 3) -> list[Page]:
    """The pages that fit best; the first page when nothing fits."""
    asked = set(words.lower().split())
    ranked = sorted(PAGES, key=lambda page: -len(page.words & asked))
    return ranked[:limit]


PAGES = (
    Page(
        "https://scores.example/knicks-celtics",
        "Knicks 112, Celtics 104 | Scores",
        "The Knicks beat the Celtics 112 to 104",
        frozenset({"knicks", "celtics", "score", "basketball"}),
    ),
)
