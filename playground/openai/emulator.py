"""The emulator for tests and the playground: start it, script it, hold it, look into
it."""

from collections.abc import Callable
from datetime import date
from types import TracebackType
from typing import Self

from aiohttp import web

from playground.openai.control import add_control
from playground.openai.decisions import add_decisions
from playground.openai.front import SERVICE, add_headers, front
from playground.openai.holding import Held, Hold
from playground.openai.images import add_images
from playground.openai.images_record import ImageRecord
from playground.openai.logbook import Request
from playground.openai.profiles import PROFILES
from playground.openai.record import Record
from playground.openai.routes import add_responses
from playground.openai.service import Service
from playground.openai.shelf import add_shelf
from playground.openai.steps import Script

_BODY_LIMIT = 512 * 1024 * 1024


class OpenAIEmulator:
    """A Responses API on a port of this machine, as strict as the real one.

    `heavy` gives pictures the grain, and so the size, of photographs. With `sketchy`
    each is of one colour, made in milliseconds, and like no other one.
    """

    def __init__(
        self,
        profile: str = "instant",
        port: int = 0,
        *,
        heavy: bool = False,
        sketchy: bool = False,
    ) -> None:
        self.service = Service(profile=PROFILES[profile], heavy=heavy, sketchy=sketchy)
        self._port = port
        self._runner: web.AppRunner | None = None
        self.url = ""

    @property
    def base_url(self) -> str:
        """The value for OPENAI_BASE_URL."""
        return f"{self.url}/v1"

    @property
    def api_key(self) -> str:
        return self.service.api_key

    @property
    def requests(self) -> list[Request]:
        """Every call so far."""
        return self.service.requests

    @property
    def responses(self) -> dict[str, Record]:
        """Every response so far, by its id."""
        return self.service.responses

    @property
    def images(self) -> dict[str, ImageRecord]:
        """Every request for direct pictures so far, by an id of the emulator's own."""
        return self.service.images

    @property
    def pictures(self) -> list[bytes]:
        """Every finished picture that was sent, in either way, in the order of
        asking."""
        records = sorted(self.service.records.values(), key=lambda r: r.created_at)
        return [picture for record in records for picture in record.pictures]

    @property
    def models(self) -> set[str]:
        """The models that exist; a test may take one away."""
        return self.service.models

    @property
    def formats(self) -> set[str]:
        """The formats that not everybody is granted, but this organization is: `gif`,
        `svg`."""
        return self.service.formats

    @property
    def organization_verified(self) -> bool:
        return self.service.organization_verified

    @organization_verified.setter
    def organization_verified(self, verified: bool) -> None:
        self.service.organization_verified = verified

    @property
    def today(self) -> date | None:
        """The day that shutdown dates are compared with; None is the real one."""
        return self.service.today

    @today.setter
    def today(self, day: date | None) -> None:
        self.service.today = day

    @property
    def held(self) -> list[Held]:
        """The responses that are being held now."""
        return self.service.gate.held

    def play(self, script: Script | str, times: int = 1) -> None:
        """Answer the next request (or requests) with this script."""
        self.service.play(script, times)

    def play_no_more(self) -> None:
        """Forget scripts that no request has used yet."""
        self.service.takes.clear()

    def decide(self, *probabilities: float) -> None:
        """Answer the next questions for decisions like this."""
        self.service.likelihoods.extend(probabilities)

    def set_profile(self, name: str) -> None:
        """Keep this pace from the next response on."""
        self.service.profile = PROFILES[name]

    def expire(self, response_id: str) -> None:
        """Forget a response, as the API does after some 30 days."""
        self.service.responses[response_id].gone = True

    def expire_all(self) -> None:
        for id_ in self.responses:
            self.expire(id_)

    def hold(
        self, before: str | None = None, index: int = 0, response: str | None = None
    ) -> None:
        """Stop streams before the index-th event of this type, until released."""
        self.service.gate.hold(Hold(before, index, response))

    def release(self) -> None:
        self.service.gate.release()

    async def until(self, true: Callable[[], object], timeout: float = 60) -> None:
        """Return once `true()` is; TimeoutError when it takes longer."""
        await self.service.bell.until(true, timeout)

    async def __aenter__(self) -> Self:
        self._runner = web.AppRunner(
            application(self.service),
            handler_cancellation=True,
            access_log=None,
            shutdown_timeout=0.1,
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.service.close()
        if self._runner is not None:
            await self._runner.cleanup()


def application(service: Service) -> web.Application:
    """The aiohttp application over this service."""
    app = web.Application(middlewares=[front], client_max_size=_BODY_LIMIT)
    app[SERVICE] = service
    app.on_response_prepare.append(add_headers)
    add_responses(app.router)
    add_images(app.router)
    add_decisions(app.router)
    add_shelf(app.router)
    add_control(app.router)
    return app
