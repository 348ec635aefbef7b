"""What the handlers hand over to."""

from dataclasses import dataclass

from bot.core.controls import Controls
from bot.core.intake import Intake
from bot.core.ports import Views


@dataclass(frozen=True, slots=True)
class Desk:
    """The core, as far as handlers need it."""

    intake: Intake
    controls: Controls
    views: Views
    bot_user: str
