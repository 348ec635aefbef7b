"""The basic methods: who am I, where am I, and the connection for Socket Mode."""

from playground.slack.request import Ask
from playground.slack.shapes import bot_profile
from playground.slack.values import Json, Refused


async def auth_test(ask: Ask) -> Json:
    """Answer who the token belongs to. For an org's token, the org's id replaces the
    workspace's."""
    team, org = ask.team, ask.world.org
    home = org or team
    whole = {"enterprise_id": org.id} if org else {}
    return {
        "url": f"https://{home.domain}.slack.com/",
        "team": home.name,
        "user": team.bot.name,
        "team_id": home.id,
        "user_id": team.bot.id,
        "bot_id": team.bot_id,
        **whole,
        "is_enterprise_install": org is not None,
    }


async def connections_open(ask: Ask) -> Json:
    sockets = ask.world.sockets
    if not sockets.enabled:
        raise Refused("socket_mode_not_enabled")
    base = ask.world.base_url.replace("http", "ws", 1)
    return {"url": f"{base}/link?ticket={sockets.ticket()}&app_id={sockets.app_id}"}


async def bots_info(ask: Ask) -> Json:
    if ask.text("bot") not in {"", ask.team.bot_id}:
        raise Refused("bot_not_found")
    return {"bot": bot_profile(ask.world, ask.team) | {"user_id": ask.team.bot.id}}


async def team_info(ask: Ask) -> Json:
    team = ask.team
    if ask.text("team") not in {"", team.id}:
        raise Refused("team_not_found")
    url = f"https://{team.domain}.slack.com/"
    found = {"id": team.id, "name": team.name, "domain": team.domain, "url": url}
    return {"team": found | {"email_domain": "", "icon": {}}}


METHODS = {
    "apps.connections.open": connections_open,
    "auth.test": auth_test,
    "bots.info": bots_info,
    "team.info": team_info,
}
