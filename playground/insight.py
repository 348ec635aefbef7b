"""Shows the page's drawer the model's side and the bot's process."""

from collections.abc import Mapping, Sequence
from typing import Any

from playground.keeper import Keeper
from playground.mcp.house import House
from playground.openai.profiles import PROFILES
from playground.openai.record import Record
from playground.origins import origin
from playground.page.inside import (
    Armable,
    BotState,
    ModelCall,
    ModelEvent,
    ServerCall,
)
from playground.trouble import TROUBLES, Sides, arm, disarm

MOST = 200
IMAGE_OUT = 30 / 1_000_000
"""Dollars per token of a drawn picture; the drawer only counts the cost of pictures."""


class Insight:
    """Implements the page's protocol `Inside` with both emulators and the bot."""

    def __init__(
        self, sides: Sides, keeper: Keeper, house: House, tries: Sequence[str]
    ) -> None:
        self._sides, self._keeper = sides, keeper
        self._arrivals, self._tries = house.arrivals, tries
        self._armed: set[str] = set()

    async def model_calls(self) -> Sequence[ModelCall]:
        """The last responses and direct pictures, oldest first."""
        records = sorted(self._records().values(), key=lambda r: r.created_at)
        last = records[-MOST:]
        return [self._call(each, origin(each, last[:n])) for n, each in enumerate(last)]

    async def model_events(self, response_id: str) -> Sequence[ModelEvent]:
        """Every event of one response."""
        record = self._records().get(response_id)
        events = record.events if record else []
        return [ModelEvent(e.number, e.type, e.at, e.size) for e in events]

    async def server_calls(self) -> Sequence[ServerCall]:
        """The last calls that arrived at the servers, the oldest first."""
        return [
            ServerCall(e.server, e.tool, e.arguments, e.at, e.worked, e.trouble)
            for e in self._arrivals
        ]

    async def model_picture(self, response_id: str, index: int) -> bytes | None:
        """A finished picture as it was sent."""
        record = self._records().get(response_id)
        pictures = record.pictures if record else []
        return pictures[index] if index < len(pictures) else None

    async def tries(self) -> Sequence[str]:
        """Asks to begin with."""
        return self._tries

    async def speeds(self) -> tuple[str, Sequence[str]]:
        """The speed in force, and the ones to choose from."""
        return self._sides.model.service.profile.name, tuple(PROFILES)

    async def set_speed(self, name: str) -> None:
        """Keep this pace from the next response on."""
        self._sides.model.set_profile(name)

    async def failures(self) -> Sequence[Armable]:
        """The failures that can be armed."""
        return [Armable(t.name, t.title, t.name in self._armed) for t in TROUBLES]

    async def arm(self, failure: str) -> None:
        """Make the next turn meet the failure."""
        await arm(self._sides, failure)
        self._armed.add(failure)

    async def disarm(self) -> None:
        """Forget every failure that is armed."""
        disarm(self._sides)
        self._armed.clear()

    async def bot_state(self) -> BotState:
        """Whether the bot runs."""
        return self._keeper.state

    async def kill_bot(self) -> None:
        """End it at once."""
        await self._keeper.kill()

    async def start_bot(self) -> None:
        """Start it again."""
        await self._keeper.start()

    def _records(self) -> Mapping[str, Record]:
        """Responses and direct pictures alike."""
        return self._sides.model.service.records

    def _call(self, record: Record, parent: str | None) -> ModelCall:
        request = next(
            (r for r in self._sides.model.requests if r.response_id == record.id), None
        )
        body: dict[str, Any] = dict(request.body) if request and request.body else {}
        return ModelCall(
            id=record.id,
            parent=parent,
            status=record.status,
            started=record.created_at,
            ended=record.completed_at,
            model=str(record.request.get("model", "")),
            ask=_asked(record.request),
            request=body,
            usage={
                "image_tokens": record.spent.image_out,
                "searches": record.spent.searches,
            },
            cost=record.spent.image_out * IMAGE_OUT,
            pictures=len(record.pictures),
            previews=sum(e.type.endswith("partial_image") for e in record.events),
            error=str((record.error or {}).get("message", "")),
        )


def _asked(request: Any) -> str:
    """The last words that a person wrote or, where there are none, what was decided or
    returned."""
    found = request.get("input") or request.get("prompt", "")
    if isinstance(found, str):
        return found
    items = [item for item in found if isinstance(item, dict)]
    texts = [
        part.get("text", "")
        for item in items
        if isinstance(item.get("content"), list)
        for part in item["content"]
        if isinstance(part, dict) and part.get("type") == "input_text"
    ]
    return texts[-1] if texts else ", ".join(map(_answered, items))


def _answered(item: Any) -> str:
    """What a request brings without anybody's words."""
    if item.get("type") == "mcp_approval_response":
        return "(allowed)" if item.get("approve") else "(not allowed)"
    return "(what a tool returned)"
