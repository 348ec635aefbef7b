"""Opens the form in which somebody chooses the look of a deck.

The form opens at once, and the picture of all looks follows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.core.accepting.part_forms import OpenForm
from bot.core.errands import Errands
from bot.core.messages.deck_forms import theme_form, themes_alt
from bot.core.ports import Views
from bot.core.showing.form_pictures import FormPictures
from bot.core.showing.theme_sheets import ThemeSheets
from bot.core.turn.decks import KeptDeck
from bot.core.turn.slots import Spot
from bot.core.turn.taught import Taught
from bot.core.turn.turns import Turn

Keeping = Callable[[Turn, str], str]
"""Makes the text that Slack keeps with a form, about a turn and a file."""


@dataclass(frozen=True, slots=True)
class ThemeForms:
    """Shows such forms. Without `sheets`, they have no picture."""

    sheets: ThemeSheets | None
    pictures: FormPictures
    views: Views
    errands: Errands
    keep: Keeping

    async def open(
        self, trigger: str, user: str, turn: Turn, styles: Sequence[Taught]
    ) -> None:
        """Open the form for the deck of a turn."""
        deck = turn.answer.deck if turn.answer else None
        if deck is None:
            return
        waiting = self.sheets is not None
        view = theme_form(self.keep(turn, ""), deck, styles, waiting=waiting)
        opened = await self.views.open(turn.ask.thread.team, trigger, view)
        if opened and self.sheets:
            work = self._show(self.sheets, OpenForm(opened, user), turn, deck, styles)
            self.errands.start(work, "a picture of themes")

    def done(self, team: str, file_id: str) -> None:
        """Have the picture of a form deleted."""
        if file_id:
            work = self.pictures.remove(team, file_id)
            self.errands.start(work, "a form of themes that is done")

    async def _show(
        self,
        sheets: ThemeSheets,
        form: OpenForm,
        turn: Turn,
        deck: KeptDeck,
        styles: Sequence[Taught],
    ) -> None:
        """Bring the picture into the form. If there is none, the form no longer says
        that it is on its way."""
        team, shown = turn.ask.thread.team, Spot()
        if data := await sheets.drawn(deck.own_theme):
            alt = themes_alt(deck)
            shown = await self.pictures.show(team, form.user, data, alt, "themes.jpg")
        view = theme_form(self.keep(turn, shown.file_id), deck, styles, shown)
        if not await self.views.update(team, form.view, view):
            await self.pictures.remove(team, shown.file_id)
