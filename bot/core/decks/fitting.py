"""Makes words fit into their place: smaller within limits, and then in parts. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import Final

from bot.core.decks.breaking import Atom, Measure, atoms, length, lines, rest_after
from bot.core.decks.laid import BULLET, Paragraph
from bot.core.decks.lettering import (
    STEP,
    Fitted,
    Lettering,
    fitted_as,
    height_of,
    lines_of,
    reads_from_right,
    replace_size,
    sizes,
)

_LEAST: Final = 3.0
"""The least size of anything: reached only by words that nobody would write."""
_ROUND: Final = 1e-6
_SMALLER: Final = 0.76
"""How much smaller a title may be for it to fit on one line."""
_MUCH_SMALLER: Final = 0.66
"""How much smaller words may be for none of them to be broken."""
_MOST_BALANCED: Final = 5
_HALVINGS: Final = 7
_WIDOW: Final = 0.3
"""A last line that is shorter than this part of the others looks forgotten."""
_SHORTER: Final = (0.94, 0.88, 0.82, 0.76)


@dataclass(frozen=True, slots=True)
class Fitter:
    """Fits words, measured in this way.

    With `rtl`, all points have their bullets at the right; otherwise those have that
    begin with letters that are read from there.
    """

    measure: Measure
    rtl: bool = False

    def fitted(
        self, texts: Sequence[str], width: float, height: float, look: Lettering
    ) -> Fitted:
        """The words as large as they fit, and what does not fit at the least size."""
        prepared = self._prepared(texts, look)
        for size in sizes(self._with_whole_words(prepared, width, look)):
            if found := self._whole(prepared, width, height, replace_size(look, size)):
                return found
        return self._part(texts, width, height, replace_size(look, look.smallest))

    def whole(
        self, texts: Sequence[str], width: float, height: float, look: Lettering
    ) -> Fitted:
        """The words, all of them, even if they have to be smaller than the least
        size."""
        further = replace(look, smallest=_LEAST)
        found = self.fitted(texts, width, height, further)
        return replace(found, rest=())

    def title(self, text: str, width: float, height: float, look: Lettering) -> Fitted:
        """The text, all of it; in one line, if it need not be much smaller for it."""
        long = length(text, look.face, self.measure)
        size = min(look.largest, width / max(_ROUND, long))
        if size >= max(look.smallest, look.largest * _SMALLER):
            look = replace_size(look, size)
        return self.whole([text], width, height, look)

    def widest(self, fitted: Fitted, look: Lettering) -> float:
        """The width of the longest line."""
        broken = [line for each in fitted.paragraphs for line in each.lines]
        return (
            max((length(e, look.face, self.measure) for e in broken), default=0)
            * fitted.size
        )

    def natural(self, text: str, look: Lettering) -> float:
        """The width of the text in one line, at its largest size."""
        return length(text, look.face, self.measure) * look.largest

    def _with_whole_words(
        self,
        prepared: Sequence[tuple[str, tuple[Atom, ...]]],
        width: float,
        look: Lettering,
    ) -> Lettering:
        """So large at most that only those words have to be broken for which it would
        have to be much smaller."""
        hanging = BULLET if look.bullet else 0.0
        least = max(look.smallest, look.largest * _MUCH_SMALLER)
        long = (max(_ROUND, e.width) + hanging for _, each in prepared for e in each)
        longest = max((e for e in long if e <= width / least), default=_ROUND)
        size = floor(2 * width / longest) / 2
        return replace(look, largest=max(size, least)) if size < look.largest else look

    def _prepared(
        self, texts: Sequence[str], look: Lettering
    ) -> list[tuple[str, tuple[Atom, ...]]]:
        return [(text, atoms(text, look.face, self.measure)) for text in texts]

    def _whole(
        self,
        prepared: Sequence[tuple[str, tuple[Atom, ...]]],
        width: float,
        height: float,
        look: Lettering,
    ) -> Fitted | None:
        if self._at_least(prepared, width, look) > height + _ROUND:
            return None
        made = self._all(prepared, width, look)
        high = height_of(made, look.leading, look.spacing * look.largest)
        if high > height + _ROUND or any(
            self._sticks_out(each, width, look) for each in made
        ):
            return None
        tidied, narrower = self._without_widows(prepared, width, look, made)
        fitted = fitted_as(tidied, look)
        if narrower < width:
            return replace(fitted, width=narrower)
        return self._with_width(fitted, look)

    def _at_least(
        self,
        prepared: Sequence[tuple[str, tuple[Atom, ...]]],
        width: float,
        look: Lettering,
    ) -> float:
        """A height that the words need in any case: most sizes need no more work."""
        room = width / look.largest - (BULLET if look.bullet else 0)
        rows = 0.0
        for _, pieces in prepared:
            space = pieces[-1].space if pieces else 0.0
            long = sum(each.width + each.space for each in pieces) - space
            rows += max(1.0, ceil((long - _ROUND) / (room + space)))
        spaces = look.spacing * (len(prepared) - 1)
        return look.largest * (rows * look.leading + spaces)

    def _with_width(self, fitted: Fitted, look: Lettering) -> Fitted:
        """Balanced lines are those that anybody makes who breaks them as late as
        possible, in a place that is as wide as the longest one."""
        counts = [len(each.lines) for each in fitted.paragraphs]
        if not look.balanced or len(counts) != 1 or counts == [1]:
            return fitted
        return replace(fitted, width=self.widest(fitted, look))

    def _set(
        self, prepared: tuple[str, tuple[Atom, ...]], width: float, look: Lettering
    ) -> Paragraph:
        text, pieces = prepared
        room = width / look.largest - (BULLET if look.bullet else 0)
        return Paragraph(
            text=text,
            lines=self._lines(pieces, room, look),
            size=look.largest,
            color=look.color,
            bold=look.face.bold,
            heading=look.heading,
            bullet=look.bullet,
            align=look.align,
            rtl=reads_from_right(text) or (self.rtl and look.bullet),
            mark=look.mark,
        )

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
        prepared: Sequence[tuple[str, tuple[Atom, ...]]],
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
        return made, at

    def _all(
        self,
        prepared: Sequence[tuple[str, tuple[Atom, ...]]],
        width: float,
        look: Lettering,
    ) -> tuple[Paragraph, ...]:
        return tuple(self._set(each, width, look) for each in prepared)

    def _widows(self, made: Sequence[Paragraph], width: float, look: Lettering) -> int:
        """How many last lines are so short that they look forgotten."""
        least = width / look.largest * _WIDOW
        last = [p.lines[-1] for p in made if 1 < len(p.lines) <= _MOST_BALANCED]
        return sum(self.measure(line, look.face) < least for line in last)

    def _sticks_out(self, made: Paragraph, width: float, look: Lettering) -> bool:
        """Whether a single letter is wider than the place."""
        room = width / look.largest - (BULLET if look.bullet else 0)
        short = (line for line in made.lines if len(line) <= 8)
        return any(self.measure(line, look.face) > room + _ROUND for line in short)

    def _part(
        self, texts: Sequence[str], width: float, height: float, look: Lettering
    ) -> Fitted:
        """As many of the paragraphs as fit; or, of a single one, as many lines."""
        count = self._fitting(texts, width, height, look)
        if count:
            return self._balanced(texts, width, height, look, count)
        whole = self._set(self._prepared(texts[:1], look)[0], width, look)
        rows = int((height + _ROUND) // (look.leading * look.largest))
        if not rows or self._sticks_out(whole, width, look):
            if look.largest <= _LEAST:
                return fitted_as((whole,), look, texts[1:])
            smaller = replace_size(look, max(_LEAST, look.largest * STEP))
            return self._part(texts, width, height, smaller)
        taken = whole.lines[:rows]
        words = " ".join(texts[0].split())
        rest = rest_after(words, taken)
        text = words.removesuffix(rest).rstrip()
        left = (rest, *texts[1:]) if rest else texts[1:]
        return fitted_as((replace(whole, text=text, lines=taken),), look, left)

    def _fitting(
        self, texts: Sequence[str], width: float, height: float, look: Lettering
    ) -> int:
        """How many paragraphs fit at this size."""
        count = 0
        while count < len(texts) and self._whole(
            self._prepared(texts[: count + 1], look), width, height, look
        ):
            count += 1
        return count

    def _balanced(
        self,
        texts: Sequence[str],
        width: float,
        height: float,
        look: Lettering,
        most: int,
    ) -> Fitted:
        """About as many paragraphs as the slides after it will have."""
        slides = -(-len(texts) // most)
        count = min(most, -(-len(texts) // slides))
        prepared = self._prepared(texts[:count], look)
        for size in sizes(replace(look, largest=look.smallest * 1.3)):
            sized = replace_size(look, size)
            if found := self._whole(prepared, width, height, sized):
                return replace(found, rest=tuple(texts[count:]))
        raise AssertionError("so many fitted before")
