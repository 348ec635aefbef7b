"""Shows what became of a form: at once if it is stored soon, or later in its place."""

import asyncio
from dataclasses import dataclass
from typing import Any, Final

from bot.core.errands import Errands
from bot.core.ports import Views

SOON: Final = 1.5
"""Seconds within which a form is stored while it is still open. Slack waits three."""
AFTERWARDS: Final = 1.0
"""Seconds for Slack to show that it takes longer, before it is told the end."""
Work = asyncio.Task[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class StoringSoon:
    """Waits for what is being stored, and shows its end in one form."""

    errands: Errands
    views: Views
    team: str
    view: str

    async def shown(self, work: Work, meanwhile: dict[str, Any]) -> dict[str, Any]:
        """What is to be shown in place of the form now."""
        done, _ = await asyncio.wait({work}, timeout=SOON)
        if done:
            return work.result()
        self.errands.start(self._tell(work), "telling of a name")
        return meanwhile

    async def _tell(self, work: Work) -> None:
        """Show the end in the form, after Slack was told that it takes longer."""
        await asyncio.wait({work})
        await asyncio.sleep(AFTERWARDS)
        if not work.cancelled() and work.exception() is None:
            await self.views.update(self.team, self.view, work.result())
