"""Estimates what drawing a deck costs: its pictures, their words, and the pictures that
the image model is shown with them. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.messages.prices import WantedPicture, of_pictures
from bot.core.turn.decks import KeptDeck, begun, wanted_pictures
from bot.core.turn.naming import names_in
from bot.core.turn.sets import SetPicture, with_names
from bot.core.turn.sizes import size_from
from bot.core.turn.taught import NameKind, Taught
from bot.core.turn.terms import Terms


def with_cost(deck: KeptDeck, terms: Terms, names: Sequence[Taught]) -> KeptDeck:
    """The deck with an estimate of what drawing it costs; `names` are those that its
    pictures can show."""
    wanted = wanted_pictures(begun(deck, "cost"), "cost")
    drawn = [_drawn(each, names) for each in wanted if each.open]
    previews = max(1, terms.previews)
    cost = of_pictures(terms.image_model, terms.quality, previews, drawn)
    return replace(deck, cost=cost)


def _drawn(picture: SetPicture, names: Sequence[Taught]) -> WantedPicture:
    """The picture, and how many others the image model is shown with it."""
    width, height = size_from(picture.size)
    named = names_in(picture.prompt, names).names
    shown = len(with_names(picture, named).sources)
    in_style = any(each.kind is NameKind.STYLE for each in named)
    like = bool(picture.manner) and not in_style
    return WantedPicture(width * height, len(picture.prompt), shown + like)
