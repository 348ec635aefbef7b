"""Sets words in letters of one size: how their lines are broken, and whether they fit.
Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Final

from bot.core.decks.breaking import (
    BOUND,
    Atom,
    Measure,
    atoms,
    bound,
    in_one_line,
    length,
    lines,
)
from bot.core.decks.laid import BULLET, Paragraph
from bot.core.decks.lettering import (
    Fitted,
    Lettering,
    fitted_as,
    height_of,
    lines_of,
    reads_from_right,
)

ROUND: Final = 1e-6
_MOST_BALANCED: Final = 8
_HALVINGS: Final = 7
_WIDOW: Final = 0.3
"""A last line that is shorter than this part of the others looks forgotten."""
_SHORTER: Final = (0.94, 0.88, 0.82, 0.76)
Prepared = tuple[str, tuple[Atom, ...]]
"""Words, and the pieces between which they may be broken."""


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets words, measured in this way.

    With `rtl`, all points have their bullets at the right; otherwise those have that
    begin with letters that are read from there.
    """

    measure: Measure
    rtl: bool = False

    def prepared(self, texts: Sequence[str], look: Lettering) -> list[Prepared]:
        """The texts in pieces between which they may be broken."""
        return [self._pieces(in_one_line(text), look) for text in texts]

    def _pieces(self, words: str, look: Lettering) -> Prepared:
        return words, atoms(words, look.face, self.measure)

    def as_whole(
        self,
        prepared: Sequence[Prepared],
        width: float,
        height: float,
        look: Lettering,
    ) -> Fitted | None:
        """The words, if all of them fit at this size."""
        if self._at_least(prepared, width, look) > height + ROUND:
            return None
        made = self._all(prepared, width, look)
        high = height_of(made, look.leading, look.spacing * look.largest)
        if high > height + ROUND or any(
            self.sticks_out(each, width, look) for each in made
        ):
            return None
        tidied, narrower = self._without_widows(prepared, width, look, made)
        fitted = fitted_as(tidied, look)
        if narrower < width:
            return replace(fitted, width=narrower)
        return self._with_width(fitted, look)

    def _at_least(
        self,
        prepared: Sequence[Prepared],
        width: float,
        look: Lettering,
    ) -> float:
        """A height that the words need in any case: most sizes need no more work."""
        room = width / look.largest - (BULLET if look.bullet else 0)
        rows = 0.0
        for _, pieces in prepared:
            space = pieces[-1].space if pieces else 0.0
            long = sum(each.width + each.space for each in pieces) - space
            rows += max(1.0, ceil((long - ROUND) / (room + space)))
        spaces = look.spacing * (len(prepared) - 1)
        return look.largest * (rows * look.leading + spaces)

    def _with_width(self, fitted: Fitted, look: Lettering) -> Fitted:
        """Balanced lines are those that anybody makes who breaks them as late as
        possible, in a place that is as wide as the longest one."""
        counts = [len(each.lines) for each in fitted.paragraphs]
        if not look.balanced or len(counts) != 1 or counts == [1]:
            return fitted
        return replace(fitted, width=self.widest(fitted, look))

    def one(self, prepared: Prepared, width: float, look: Lettering) -> Paragraph:
        """A paragraph, with lines of at most this width."""
        room = width / look.largest - (BULLET if look.bullet else 0)
        text, broken = self._broken(prepared, room, look)
        return Paragraph(
            text=text,
            lines=broken,
            size=look.largest,
            color=look.color,
            bold=look.face.bold,
            heading=look.heading,
            bullet=look.bullet,
            align=look.align,
            rtl=reads_from_right(text) or (self.rtl and look.bullet),
            mark=look.mark,
        )

    def _broken(
        self, prepared: Prepared, room: float, look: Lettering
    ) -> tuple[str, tuple[str, ...]]:
        """The words in lines. Those that would be parted from their unit or their sign
        are bound to it; the others keep plain spaces, which searches find."""
        text, pieces = prepared
        broken = self._lines(pieces, room, look)
        tied = bound(text)
        parted = any(
            BOUND in bound(f"{one} {other}")[len(one) : len(one) + 1]
            for one, other in pairwise(broken)
        )
        if tied == text or not parted:
            return text, broken
        return tied, self._lines(self._pieces(tied, look)[1], room, look)

    def _lines(
        self, pieces: Sequence[Atom], room: float, look: Lettering
    ) -> tuple[str, ...]:
        broken = lines(pieces, room, look.face, self.measure)
        least, most = max([room * 0.5, *(each.width for each in pieces)]), room
        some = 1 < len(broken) <= _MOST_BALANCED
        if not look.balanced or not some or least >= room:
            return broken
        for _ in range(_HALVINGS):
            middle = (least + most) / 2
            tried = lines(pieces, middle, look.face, self.measure)
            if len(tried) > len(broken):
                least = middle
            else:
                most, broken = middle, tried
        return broken

    def _without_widows(
        self,
        prepared: Sequence[Prepared],
        width: float,
        look: Lettering,
        made: tuple[Paragraph, ...],
    ) -> tuple[tuple[Paragraph, ...], float]:
        """The paragraphs in a place that is a little narrower, if fewer last lines
        look forgotten there; and its width."""
        best, at, count = self._widows(made, width, look), width, lines_of(made)
        for share in _SHORTER:
            if not best:
                break
            tried = self._all(prepared, width * share, look)
            if lines_of(tried) > count:
                break
            if (left := self._widows(tried, width * share, look)) < best:
                best, made, at = left, tried, width * share
        pairs = zip(prepared, made, strict=True)
        return tuple(self._accompanied(*each, at, look) for each in pairs), at

    def _accompanied(
        self, prepared: Prepared, made: Paragraph, width: float, look: Lettering
    ) -> Paragraph:
        """The paragraph with the word before the last one bound to it, if that would
        be alone on a line that looks forgotten."""
        before, _, last = prepared[0].rpartition(" ")
        alone = bool(before) and made.lines[-1] == last
        if not alone or not self._widows((made,), width, look):
            return made
        tried = self.one(self._pieces(f"{before}{BOUND}{last}", look), width, look)
        good = len(tried.lines) == len(made.lines) and BOUND in tried.lines[-1]
        return tried if good else made

    def _all(
        self,
        prepared: Sequence[Prepared],
        width: float,
        look: Lettering,
    ) -> tuple[Paragraph, ...]:
        return tuple(self.one(each, width, look) for each in prepared)

    def _widows(self, made: Sequence[Paragraph], width: float, look: Lettering) -> int:
        """How many last lines are so short that they look forgotten."""
        least = width / look.largest * _WIDOW
        last = [p.lines[-1] for p in made if 1 < len(p.lines) <= _MOST_BALANCED]
        return sum(self.measure(line, look.face) < least for line in last)

    def sticks_out(self, made: Paragraph, width: float, look: Lettering) -> bool:
        """Whether a single letter is wider than the place."""
        room = width / look.largest - (BULLET if look.bullet else 0)
        short = (line for line in made.lines if len(line) <= 8)
        return any(self.measure(line, look.face) > room + ROUND for line in short)

    def widest(self, fitted: Fitted, look: Lettering) -> float:
        """The width of the longest line."""
        broken = [line for each in fitted.paragraphs for line in each.lines]
        return (
            max((length(e, look.face, self.measure) for e in broken), default=0)
            * fitted.size
        )

    def natural(self, text: str, look: Lettering) -> float:
        """The width of the text on one line, at its largest size."""
        return length(text, look.face, self.measure) * look.largest
