"""The titles of the slides that the emulated model makes."""

TITLES = {
    "en": {
        "look": "What it looks like",
        "short": "In short",
        "numbers": "In numbers",
        "chart": "Side by side",
        "table": "The figures",
        "compared": "Then and now",
        "said": "What was found",
        "people": "Who it is for",
        "next": "What comes next",
        "open": "Open questions",
        "end": "Thank you",
    },
    "de": {
        "look": "Wie es aussieht",
        "short": "Kurz gesagt",
        "numbers": "In Zahlen",
        "chart": "Nebeneinander",
        "table": "Die Zahlen",
        "compared": "Früher und heute",
        "said": "Was gefunden wurde",
        "people": "Für wen es ist",
        "next": "Wie es weitergeht",
        "open": "Offene Fragen",
        "end": "Danke",
    },
}
"""In the languages that are spoken here."""


def titles_in(language: str) -> dict[str, str]:
    """The titles in this language, or else in English."""
    return TITLES.get(language, TITLES["en"])


def title_in(title: str, language: str) -> str:
    """One of our titles in another language; others stay as they are."""
    for titles in TITLES.values():
        for name, known in titles.items():
            if known == title:
                return TITLES.get(language, titles)[name]
    return title
