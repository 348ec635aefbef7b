"""*More…* in the menu of a picture: a form with what the menu has no room for."""

from dataclasses import dataclass
from typing import Any

from bot.core.messages.menu import more_form
from bot.core.ports import Views
from bot.core.turn.turns import Turn
from handlers.desk import Desk
from handlers.payloads import Press, turn_kept


@dataclass(frozen=True, slots=True)
class InPlace:
    """Implements `Views` for what is pressed in a form: whatever opens, takes its
    place."""

    views: Views
    view: str

    async def open(
        self,
        team: str,
        _trigger: str,
        view: dict[str, Any],
        otherwise: dict[str, Any] | None = None,
    ) -> str:
        """Show it in place of the form; return the form's id, or nothing."""
        shown = await self.views.update(team, self.view, view)
        if not shown and otherwise:
            shown = await self.views.update(team, self.view, otherwise)
        return self.view if shown else ""

    async def update(self, team: str, view_id: str, view: dict[str, Any]) -> bool:
        """Replace a form."""
        return await self.views.update(team, view_id, view)

    async def publish(
        self, team: str, user: str, view: dict[str, Any], over: str | None = None
    ) -> str | None:
        """Replace what a person sees in the app's home tab."""
        return await self.views.publish(team, user, view, over)

    async def tell(self, address: str, sentence: str) -> None:
        """Say something to the person whose command came with this address."""
        await self.views.tell(address, sentence)


async def ask_for_more(desk: Desk, turn: Turn, press: Press) -> None:
    """Open the form, if there is something in it."""
    if turn.answer is not None:
        form = more_form(turn_kept(turn), turn, turn.answer)
        await desk.views.open(turn.ask.thread.team, press.trigger, form)
