"""Makes words fit into their place: smaller within limits, and then in parts. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from math import floor
from typing import Final

from bot.core.decks.breaking import rest_after
from bot.core.decks.laid import BULLET
from bot.core.decks.lettering import (
    STEP,
    Fitted,
    Lettering,
    fitted_as,
    replace_size,
    sizes,
)
from bot.core.decks.setting import ROUND, Prepared, Setter

_LEAST: Final = 3.0
"""The least size of anything: reached only by words that nobody would write."""
_SMALLER: Final = 0.76
"""How much smaller a title may be for it to fit on one line."""
_MUCH_SMALLER: Final = 0.66
"""How much smaller words may be for none of them to be broken."""


class Fitter(Setter):
    """Fits words into their place, in the size that is right for it."""

    def fitted(
        self, texts: Sequence[str], width: float, height: float, look: Lettering
    ) -> Fitted:
        """The words as large as they fit, and what does not fit at the least size."""
        prepared = self.prepared(texts, look)
        for size in sizes(self._with_whole_words(prepared, width, look)):
            if found := self.as_whole(
                prepared, width, height, replace_size(look, size)
            ):
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
        long = self.natural(text, look) / look.largest
        size = min(look.largest, width / max(ROUND, long))
        if size >= max(look.smallest, look.largest * _SMALLER):
            look = replace_size(look, size)
        return self.whole([text], width, height, look)

    def _with_whole_words(
        self,
        prepared: Sequence[Prepared],
        width: float,
        look: Lettering,
    ) -> Lettering:
        """So large at most that only those words have to be broken for which it would
        have to be much smaller."""
        hanging = BULLET if look.bullet else 0.0
        least = max(look.smallest, look.largest * _MUCH_SMALLER)
        long = (max(ROUND, e.width) + hanging for _, each in prepared for e in each)
        longest = max((e for e in long if e <= width / least), default=ROUND)
        size = floor(2 * width / longest) / 2
        return replace(look, largest=max(size, least)) if size < look.largest else look

    def _part(
        self, texts: Sequence[str], width: float, height: float, look: Lettering
    ) -> Fitted:
        """As many of the paragraphs as fit; or, of a single one, as many lines."""
        count = self._fitting(texts, width, height, look)
        if count:
            return self._balanced(texts, width, height, look, count)
        whole = self.one(self.prepared(texts[:1], look)[0], width, look)
        rows = int((height + ROUND) // (look.leading * look.largest))
        if not rows or self.sticks_out(whole, width, look):
            if look.largest <= _LEAST:
                return fitted_as((whole,), look, texts[1:])
            smaller = replace_size(look, max(_LEAST, look.largest * STEP))
            return self._part(texts, width, height, smaller)
        taken = whole.lines[:rows]
        words = whole.text
        rest = rest_after(words, taken)
        text = words.removesuffix(rest).rstrip()
        left = (rest, *texts[1:]) if rest else texts[1:]
        return fitted_as((replace(whole, text=text, lines=taken),), look, left)

    def _fitting(
        self, texts: Sequence[str], width: float, height: float, look: Lettering
    ) -> int:
        """How many paragraphs fit at this size."""
        count = 0
        while count < len(texts) and self.as_whole(
            self.prepared(texts[: count + 1], look), width, height, look
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
        prepared = self.prepared(texts[:count], look)
        for size in sizes(replace(look, largest=look.smallest * 1.3)):
            sized = replace_size(look, size)
            if found := self.as_whole(prepared, width, height, sized):
                return replace(found, rest=tuple(texts[count:]))
        raise AssertionError("so many fitted before")
