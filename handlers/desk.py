"""The parts of the core that handlers call."""

from dataclasses import dataclass

from bot.core.accepting.booth import Booth
from bot.core.accepting.describing import Describing
from bot.core.accepting.direct import Direct
from bot.core.accepting.finding import Finding
from bot.core.accepting.guests import Guests
from bot.core.accepting.hearing import Hearing
from bot.core.accepting.intake import Intake
from bot.core.accepting.painting import Painting
from bot.core.accepting.part_forms import PartForms
from bot.core.accepting.theme_forms import ThemeForms
from bot.core.connecting.connecting import Connecting
from bot.core.controls import Controls
from bot.core.gallery.history_forms import HistoryForms
from bot.core.gallery.home import Home
from bot.core.gallery.using import Using
from bot.core.names.adding import Adding
from bot.core.names.listing import NameLists
from bot.core.names.teaching import Teaching
from bot.core.ports import Views


@dataclass(frozen=True, slots=True)
class Desk:
    """The core, as far as handlers need it.

    The bot's own user is not here: it may differ, so handlers read it from the event's
    context. `painting` is None if there is no page to paint on. `imagine_directly`:
    whether `/imagine` is drawn by the image model alone.
    """

    intake: Intake
    hearing: Hearing
    direct: Direct
    controls: Controls
    views: Views
    guests: Guests
    booth: Booth
    connecting: Connecting
    parts: PartForms
    finding: Finding
    teaching: Teaching
    home: Home
    using: Using
    describing: Describing
    history: HistoryForms
    names: NameLists
    themes: ThemeForms
    painting: Painting | None = None
    imagine_directly: bool = False

    @property
    def adding(self) -> Adding:
        """What adds pictures to names that are there already."""
        return Adding(self.names)
