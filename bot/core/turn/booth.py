"""The photo booth: one photo, drawn in several looks. Pure.

Somebody asks for the booth in words, and is shown its form; what comes back from the
form is an ask of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from bot.core.errors import AskError
from bot.core.turn.asks import Ask, Attached
from bot.core.turn.looks import MOST, MOST_OWN, Looks
from bot.core.turn.options import read_options
from bot.core.turn.sets import LEAST
from bot.core.turn.thread import ThreadKey

PHOTO, LOOKS, OWN, KEEP = "photo", "looks", "own_look", "keep"
"""The fields of the form."""
NO_PHOTO: Final = "Add the photo to draw from."
NO_PICTURE: Final = "This is no picture. Add a PNG, a JPEG, a GIF or a WebP."
NO_LOOK: Final = "Tick at least one look, or describe one below."
TOO_MANY: Final = "At most {most} pictures fit into one answer. Untick some looks."
GONE: Final = "“{name}” is no longer offered. Open the form again to see the looks."
ONE_EACH: Final = "Each look is one picture. Leave out `--count`, and tick more looks."
TOO_LONG: Final = f"This takes at most {MOST_OWN} characters."
_CALLED: Final = re.compile(
    r"\W*(?:(?:please )?open )?(?:the |a )?photo[ -]?booth(?:,? please)?\W*",
    re.IGNORECASE,
)


def calls_booth(words: str) -> bool:
    """Whether these words ask for the booth, and for nothing else."""
    return _CALLED.fullmatch(" ".join(words.split())) is not None


def is_call(ask: Ask) -> bool:
    """Whether an ask, whose flags are read, asks for the booth itself."""
    options = ask.options
    asked = options is not None and not (options.several or options.button)
    return asked and calls_booth(ask.wish)


@dataclass(frozen=True, slots=True)
class BoothPlace:
    """Where a form was opened, and which photo it is about.

    That is a file, or the picture of the turn to build on; if it is neither, the person
    adds one in the form. `address` reaches the person whose command opened it.
    """

    thread: ThreadKey
    file: Attached | None = None
    onto: int | None = None
    opens_thread: bool = False
    address: str = ""

    @property
    def has_photo(self) -> bool:
        """Whether the form already has its photo."""
        return self.file is not None or self.onto is not None


@dataclass(frozen=True, slots=True)
class BoothForm:
    """What a person has filled in. `view` identifies the form."""

    view: str
    user: str
    looks: tuple[str, ...] = ()
    own: str = ""
    keep: str = ""
    file: Attached | None = None


def objections(
    form: BoothForm, place: BoothPlace, looks: Looks, most: int = MOST
) -> dict[str, str]:
    """What is wrong with the form, by field, where so many pictures may be drawn."""
    return dict(_objections(form, place, looks, min(most, MOST)))


def _objections(
    form: BoothForm, place: BoothPlace, looks: Looks, most: int
) -> Iterator[tuple[str, str]]:
    if not place.has_photo and (wrong := _photo(form)):
        yield PHOTO, wrong
    if wrong := _choice(form, looks, most):
        yield LOOKS, wrong
    if wrong := _flags(form.own):
        yield OWN, wrong
    for name, text in ((OWN, form.own), (KEEP, form.keep)):
        if len(text) > MOST_OWN:
            yield name, TOO_LONG


def _photo(form: BoothForm) -> str:
    if form.file is None:
        return NO_PHOTO
    return "" if form.file.mimetype.startswith("image/") else NO_PICTURE


def _choice(form: BoothForm, looks: Looks, most: int) -> str:
    if gone := looks.gone(form.looks):
        return GONE.format(name=gone[0])
    if not (form.looks or form.own):
        return NO_LOOK
    wanted = len(form.looks) + bool(form.own)
    return TOO_MANY.format(most=most) if wanted > most else ""


def _flags(own: str) -> str:
    """What is wrong with the flags in somebody's own look; each counts for all."""
    try:
        return ONE_EACH if read_options(own)[1].count else ""
    except AskError as error:
        return error.sentence


def ask_of(form: BoothForm, place: BoothPlace, looks: Looks) -> Ask:
    """The ask in a form without objections.

    One look is drawn as a picture of its own, several are a set. Nothing said before
    belongs to a photo that somebody brings.
    """
    thread, file = place.thread, place.file or form.file
    own, options = read_options(form.own)
    prompts = dict(looks.prompts(form.looks, own, form.keep))
    words = said(form.looks, own, form.keep)
    if len(prompts) < LEAST:
        options, wish = replace(options, direct=True), "".join(prompts.values())
        if not (own or form.keep):  # nothing in it is a person's
            options = replace(options, names=False)
    else:
        wish = words
        options = replace(options, looks=form.looks, own_look=own, keep=form.keep)
    return Ask(
        claim=f"{thread.team}/{thread.channel}/form/{form.view}",
        thread=thread,
        user=form.user,
        words=words,
        attached=() if place.onto is not None or file is None else (file,),
        onto=0 if place.onto is None else place.onto,
        opens_thread=place.opens_thread,
        options=options,
        wish=wish,
    )


def said(looks: tuple[str, ...], own: str, keep: str) -> str:
    """The form in one line, which is what people read of it."""
    wanted = ", ".join((*looks, *((f"“{own}”",) if own else ())))
    return f"Photo booth: {wanted}" + (f" · keep: {keep}" if keep else "")
