"""Characters and styles that a request brings: their pictures, and the lines that name
them.

In a message, such a line stands right before its pictures: `The character “Pixel” …`.
In a prompt for the image model, it counts them: `Image 2: the character “Pixel” …`.
They only count where the request says that a character has to stay recognisable;
otherwise the pictures are like any others.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Part = Mapping[str, Any]
See = Callable[[int], bytes | None]
_NAMED = r"(?:the )?(character|style)\b[^“\"\n]{0,40}[“\"]([^”\"\n]{1,100})[”\"]"
_LINE = re.compile(rf"\W*{_NAMED}", re.IGNORECASE)
_COUNTED = re.compile(
    rf"^images? (\d{{1,2}})(?: ?(?:to|and|-|–) ?(\d{{1,2}}))? ?(?::|is|are|shows?) "
    rf"{_NAMED}.*$",
    re.IGNORECASE | re.MULTILINE,
)
_KEPT = re.compile(r"\brecogni[sz]able\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """One picture of a character or a style."""

    kind: str
    name: str
    data: bytes

    @property
    def is_character(self) -> bool:
        """Whether it is somebody or something, and not a manner."""
        return self.kind == "character"


def counts(*texts: object) -> bool:
    """Whether any of these says that a character has to stay recognisable."""
    return any(isinstance(text, str) and _KEPT.search(text) for text in texts)


def lines_of(content: Sequence[Part]) -> dict[int, int]:
    """The pictures of a message that show a character or a style: the place of each,
    and that of the line that names it."""
    found: dict[int, int] = {}
    line = -1
    for place, part in enumerate(content):
        if part.get("type") == "input_text":
            line = place if _LINE.match(part["text"]) else -1
        elif part.get("type") == "input_image" and line >= 0:
            found[place] = line
    return found


def shown_in(content: Sequence[Part], see: See) -> Iterator[Reference]:
    """The references of one message."""
    for place, line in lines_of(content).items():
        named, data = _LINE.match(content[line]["text"]), see(place)
        if named and data:
            yield Reference(named[1].lower(), named[2], data)


def in_prompt(
    prompt: str, images: Sequence[bytes]
) -> tuple[str, tuple[bytes, ...], tuple[Reference, ...]]:
    """The prompt without the lines that count references, the pictures without these,
    and the references."""
    if not counts(prompt):
        return prompt, tuple(images), ()
    found: dict[int, Reference] = {}
    for line in _COUNTED.finditer(prompt):
        first, last = int(line[1]), int(line[2] or line[1])
        for number in range(first, min(last, len(images)) + 1):
            found[number] = Reference(line[3].lower(), line[4], images[number - 1])
    others = (each for n, each in enumerate(images, 1) if n not in found)
    words = "\n".join(e for e in _COUNTED.sub("", prompt).split("\n") if not counts(e))
    return words.strip(), tuple(others), tuple(found.values())


def named(words: str, references: Sequence[Reference]) -> tuple[Reference, ...]:
    """Those whose names are in the words."""
    return tuple(each for each in references if says(words, each.name))


def says(words: str, name: str) -> bool:
    """Whether a name stands in the words, in any letter case."""
    found = re.search(rf"(?<!\w){re.escape(name)}", words, re.IGNORECASE)
    return found is not None
