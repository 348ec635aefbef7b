"""Words as they are compared: small, and without the s of a plural."""

import re

WORD = re.compile(r"[^\W_]+")


def stems(text: str) -> frozenset[str]:
    """All of a text's words."""
    return frozenset(stem(word.lower()) for word in WORD.findall(text))


def stem(word: str) -> str:
    """One word, in small letters already."""
    plural = len(word) > 3 and word.endswith("s") and word[-2] != "s"
    return word[:-1] if plural else word
