"""Draws characters and styles: each as blocks, and the form that teaches one."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from bot.core.messages import blocks
from bot.core.messages.fields import (
    CHOSEN,
    LINE,
    field,
    line_field,
    modal,
    option,
    radio_field,
)
from bot.core.messages.message import Block
from bot.core.messages.text import escaped, plain
from bot.core.turn.keeping import (
    AGREED,
    EVERYWHERE,
    HERE,
    MOST_SENTENCE,
    NAME,
    NOBODY,
    PEOPLE,
    PICTURES,
    SENTENCE,
    WHERE,
    KeepPlace,
    NameSource,
)
from bot.core.turn.slots import Spot
from bot.core.turn.taught import MOST_PICTURES, NameKind, Taught

KEEP_CHARACTER: Final = "keep_character"
KEEP_STYLE: Final = "keep_style"
"""The entries of the menu, and the message shortcuts."""
LABELS: Final = {
    KEEP_CHARACTER: "Keep as a character…",
    KEEP_STYLE: "Keep as a style…",
}
TOLD: Final = {
    KEEP_CHARACTER: "Give its character a name, and draw the same one again.",
    KEEP_STYLE: "Give its style a name, and draw other things in the same style.",
}
KINDS: Final = {
    KEEP_CHARACTER: NameKind.CHARACTER,
    KEEP_STYLE: NameKind.STYLE,
}
KEEP_FORM: Final = "keep_name_form"
MOST_TYPED: Final = 100
LOOKING: Final = "I am looking at the picture to propose a sentence …"
NOTHING_HERE: Final = "There is no picture here that I can keep."
UNDER_WAY: Final = "One moment: I am keeping it …"
SENTENCE_HINTS: Final = {
    NameKind.CHARACTER: "What must stay the same from picture to picture.",
    NameKind.STYLE: "How it is drawn, and not what it shows.",
}
CONSENT: Final = (
    "If you say that they have agreed, that is stored with your name. Please keep no "
    "picture of anybody who has not agreed."
)
SCOPES: Final = {
    HERE: "Only here, in this conversation",
    EVERYWHERE: "Everywhere in this workspace",
}
PEOPLE_SAID: Final = {
    NOBODY: "No, nobody",
    AGREED: "Yes, and they have agreed",
}


def named(taught: Taught, number: int = 0) -> str:
    """A character or a style in mrkdwn: its name, what it is, its sentence, and who
    taught it."""
    place = "only in one conversation" if taught.channel else "everywhere"
    count = f"{len(taught.pictures)} pictures" if len(taught.pictures) > 1 else ""
    before = f"{number}. " if number else ""
    told = f"_{escaped(plain(taught.sentence, MOST_SENTENCE))}_"
    said = taught.agreed_by
    about = (
        *(str(taught.kind), place, count, f"taught by <@{taught.taught_by}>"),
        f"<@{said}> says that the person in it has agreed" if said else "",
    )
    lines = (
        f"*{before}{escaped(taught.name)}*",
        told if taught.sentence else "",
        " · ".join(filter(None, about)),
    )
    return "\n".join(filter(None, lines))


def name_section(
    taught: Taught,
    spot: Spot | None = None,
    number: int = 0,
    menu: Block | None = None,
) -> Block:
    """A character or a style as one block, with its picture to the right, or a menu."""
    accessory = thumbnail(spot, taught.name) if spot else menu
    return blocks.section(named(taught, number), accessory, f"name-{taught.id}")


def thumbnail(spot: Spot, alt: str) -> Block:
    """A small picture, as it stands beside words."""
    shown: dict[str, Any] = {"image_url": spot.url}
    if spot.file_id:
        shown = {"slack_file": {"id": spot.file_id}}
    return {"type": "image", "alt_text": plain(alt, 500) or "A picture", **shown}


def keep_form(
    about: str, place: KeepPlace, sentence: str | None, *, shown: bool = True
) -> dict[str, Any]:
    """The form. Until the model has proposed a `sentence`, it has no field for one, so
    that nothing is lost that somebody writes there meanwhile.

    Without `shown`, there are no pictures in it. Slack returns `about`.
    """
    fields = (
        *_pictures(place, shown=shown),
        line_field(NAME, "Name", _example(place.kind), MOST_TYPED),
        *_sentence(place.kind, sentence),
        _where(only_here=place.only_here),
        people_field(),
    )
    title = f"Keep as a {place.kind}"
    return modal(KEEP_FORM, title, fields, about=about, submit="Keep")


def no_keep_form(kind: NameKind) -> dict[str, Any]:
    """Says that there is nothing to keep."""
    return modal("", f"Keep as a {kind}", [blocks.section(NOTHING_HERE)])


def keeping(kind: NameKind) -> dict[str, Any]:
    """The form while what came back from it is stored."""
    return modal("", f"Keep as a {kind}", [blocks.section(UNDER_WAY)])


def kept(taught: Taught) -> dict[str, Any]:
    """Says how to use what was taught."""
    place = "in this conversation" if taught.channel else "everywhere in this workspace"
    name = escaped(taught.name)
    told = (
        f"*{name}* can be used {place}: write the name in what you ask for, or "
        f"`+{name}`. In `/darkroom names`, you can change it or forget it."
    )
    return modal(
        "",
        f"Keep as a {taught.kind}",
        [blocks.section(told), blocks.section(named(taught))],
    )


def not_kept(kind: NameKind, sentence: str) -> dict[str, Any]:
    """Says why nothing was kept."""
    return modal("", f"Keep as a {kind}", [blocks.section(escaped(sentence))])


def _pictures(place: KeepPlace, *, shown: bool) -> Iterator[Block]:
    """The pictures to choose from; a single one is only shown."""
    several = len(place.sources) > 1
    for number, source in enumerate(place.sources, 1):
        label = _label(number, source) if several else source.label
        if shown and source.spot:
            picture = thumbnail(source.spot, label)
            yield blocks.section(escaped(label), picture, f"source-{number}")
        elif not several:
            yield blocks.section(escaped(label))
    if several:
        labels = [_label(n, each) for n, each in enumerate(place.sources, 1)]
        yield boxes_field(PICTURES, labels, ticked=1)


def boxes_field(block: str, labels: Sequence[str], ticked: int) -> Block:
    """Pictures to tick; the first ones are ticked already."""
    options = [option(plain(each, 75), str(n)) for n, each in enumerate(labels)]
    element = {
        "type": "checkboxes",
        "action_id": CHOSEN,
        "options": options,
        "initial_options": options[:ticked],
    }
    return field(block, f"Pictures, at most {MOST_PICTURES}", element)


def _where(*, only_here: bool) -> Block:
    scopes = {HERE: SCOPES[HERE]} if only_here else SCOPES
    return radio_field(WHERE, "Where it can be used", scopes, HERE)


def _label(number: int, source: NameSource) -> str:
    return f"{number}. {source.label}"


def _sentence(kind: NameKind, sentence: str | None) -> Iterator[Block]:
    if sentence is None:
        yield {**blocks.context(LOOKING), "block_id": "looking"}
    else:
        yield sentence_field(kind, sentence)


def sentence_field(kind: NameKind, sentence: str) -> Block:
    """The field for what a model is told with the pictures."""
    element = {
        "type": "plain_text_input",
        "action_id": LINE,
        "multiline": True,
        "max_length": MOST_SENTENCE,
        **({"initial_value": sentence} if sentence else {}),
    }
    hint = SENTENCE_HINTS[kind]
    return {**field(SENTENCE, "In a sentence", element, hint), "optional": True}


def people_field(chosen: str = "") -> Block:
    """The question whether a real person is in the pictures, which has to be
    answered."""
    label = "Is a real person in the pictures?"
    return radio_field(PEOPLE, label, PEOPLE_SAID, chosen, CONSENT)


def _example(kind: NameKind) -> str:
    return "Pixel" if kind is NameKind.CHARACTER else "Winter style"
