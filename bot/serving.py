"""What the bot's own web server serves: Slack's requests, pictures, and pages."""

from bot.adapters import status
from bot.adapters.health import Health
from bot.adapters.picture_routes import PictureRoutes
from bot.adapters.sign_in_routes import SignInRoutes
from bot.adapters.slack_requests import SlackRequests, SlackSeal, Take
from bot.adapters.web import Web
from bot.settings import Settings
from bot.wiring import Wired


def web_for(settings: Settings, take: Take, wiring: Wired, health: Health) -> Web:
    """The web server on the open port, with the routes that the settings require."""
    web = Web()
    web.serve(status.readiness(health))
    if settings.transport == "http":
        seal = SlackSeal(settings.slack_signing_secret.reveal())
        web.serve(*SlackRequests(take, seal, web.refused).routes())
    if wiring.address is not None:
        web.serve(*PictureRoutes(wiring.address).routes())
        web.serve(*SignInRoutes(wiring.connecting).routes())
    if wiring.pages is not None:
        web.serve(*wiring.pages.routes())
    return web
