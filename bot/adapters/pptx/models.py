"""What each layout of the file is made from: the deck's slides that have it.

Where the deck has none, there is a model of it, so that slides can be added.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from bot.adapters.pptx.places import places
from bot.core.decks.laid import Box, LaidDeck, LaidSlide, Role
from bot.core.decks.outline import Layout

Models = Mapping[str, LaidSlide]


def without_empty(deck: LaidDeck) -> LaidDeck:
    """The deck without empty boxes of words: PowerPoint would ask for some."""
    return replace(deck, slides=tuple(map(_shown, deck.slides)))


def layout_models(deck: LaidDeck) -> Models:
    """The slide that each layout looks like, in the order of the layouts."""
    found: dict[str, list[LaidSlide]] = {}
    for slide in deck.slides:
        found.setdefault(slide.layout, []).append(slide)
    for slide in deck.models:
        found.setdefault(slide.layout, [_shown(slide)])
    if not found:
        found[Layout.POINTS] = [LaidSlide(0, Layout.POINTS, "", deck.colors.paper)]
    known = [str(each) for each in Layout]
    order = sorted(found, key=lambda name: known.index(name) if name in known else 99)
    return {name: _model(found[name]) for name in order}


def beyond(slide: LaidSlide, model: LaidSlide) -> LaidSlide:
    """The slide without the ornaments that its layout has."""
    below, shared = _ornaments(slide), _ornaments(model)
    own = (box for box in below if box not in shared)
    return replace(slide, boxes=(*own, *slide.boxes[len(below) :]))


def is_plain(box: Box) -> bool:
    """Whether it is an area of a color and nothing else."""
    holds = box.paragraphs or box.picture or box.table or box.chart
    return box.role is Role.ORNAMENT and not holds


def _model(slides: Sequence[LaidSlide]) -> LaidSlide:
    """The first slide, with the ornaments that all have, and with every placeholder
    that any has."""
    first, *others = slides
    shared = [
        box
        for box in _ornaments(first)
        if all(box in _ornaments(other) for other in others)
    ]
    taken: set[int] = set()
    boxes = []
    for box, place in (each for slide in slides for each in places(slide)):
        if place is not None and place.index not in taken:
            taken.add(place.index)
            boxes.append(box)
    return replace(first, boxes=(*shared, *boxes))


def _ornaments(slide: LaidSlide) -> list[Box]:
    """Those below everything else."""
    return [*takewhile(is_plain, slide.boxes)]


def _shown(slide: LaidSlide) -> LaidSlide:
    boxes = (
        box
        for box in slide.boxes
        if not box.paragraphs or any(p.text.strip() for p in box.paragraphs)
    )
    return replace(slide, boxes=tuple(boxes))
