"""The program `darkroom`. A command is loaded when it is called, so help is quick."""

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, Final, NoReturn

import click

from bot.settings import Settings, SettingsError

_CANNOT_START: Final = 2
_ONE_OF_BOTH = "Give either --team T… or --user U…."


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="darkroom", prog_name="darkroom")
def main() -> None:
    """Darkroom: a Slack bot that draws, in one message that develops."""


@main.command()
@click.option("--http", is_flag=True, help="Take Slack's requests over HTTP.")
def run(*, http: bool) -> None:
    """Run the bot, over Socket Mode unless told otherwise."""
    try:
        settings = Settings.read(transport="http" if http else "")
    except SettingsError as error:
        _give_up(error.sentence)
    sentence = _load("bot.commands.run:run")(settings)
    if sentence:
        _give_up(sentence)


@main.command()
def work() -> None:
    """Only draw what other processes accepted: one more process on PostgreSQL."""
    try:
        settings = Settings.read()
    except SettingsError as error:
        _give_up(error.sentence)
    sentence = _load("bot.commands.run:run")(settings, receiving=False)
    if sentence:
        _give_up(sentence)


@main.command()
@click.option("--from", "source", required=True, help="sqlite:///darkroom.db")
@click.option(
    "--to", "target", default="", help=("postgresql://…; default: DATABASE_URL.")
)
@click.option(
    "--pictures", default="", help=("The folder of pictures; default: PICTURES.")
)
@click.option("--without-missing", is_flag=True, help="Leave missing pictures behind.")
def move(**wanted: Any) -> None:
    """Move a stopped installation from SQLite to PostgreSQL."""
    sentence = _load("bot.commands.move:move")(
        _load("bot.commands.move:Move")(**wanted)
    )
    if sentence:
        _give_up(sentence)


@main.command()
@click.option("--team", default="", help="A workspace's ID, T….")
@click.option("--user", default="", help="A person's ID, U….")
@click.option(
    "--to", "folder", required=True, help=("A folder that does not exist yet.")
)
def export(*, team: str, user: str, folder: str) -> None:
    """Export everything stored about a workspace or a person, including pictures."""
    if bool(team) == bool(user):
        _give_up(_ONE_OF_BOTH)
    sentence = _load("bot.commands.belongings:export")(team, user, folder)
    if sentence:
        _give_up(sentence)


@main.command()
@click.option("--team", required=True, help="A workspace's ID, T….")
def audit(*, team: str) -> None:
    """Print who allowed what on other servers, and which tools were used."""
    if sentence := _load("bot.commands.audit:audit")(team):
        _give_up(sentence)


@main.command()
@click.option("--team", default="", help="A workspace's ID, T….")
@click.option("--user", default="", help="A person's ID, U….")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@click.option("--anyway", is_flag=True, help="Even while something is being answered.")
def forget(*, team: str, user: str, yes: bool, anyway: bool) -> None:
    """Remove all that is stored about a workspace or a person, with files in Slack."""
    if bool(team) == bool(user):
        _give_up(_ONE_OF_BOTH)
    if not yes:
        click.confirm(f"Forget {team or user} for good?", abort=True)
    sentence = _load("bot.commands.belongings:forget")(team, user, anyway=anyway)
    if sentence:
        _give_up(sentence)


@main.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8300,
    show_default=True,
    help="The port of the page; if it is taken, another one.",
)
@click.option("--live-model", is_flag=True, help="Ask the real OpenAI; this costs.")
def playground(*, port: int, live_model: bool) -> None:
    """Try the bot in an emulated Slack, without an account."""
    _load("playground.command:playground")(port=port, live_model=live_model)


@main.command()
@click.option("--channel", help="Try each way to show a picture in this channel.")
@click.option("--answers", help="The ways you saw, such as `url,file`; asks nothing.")
@click.option(
    "--draw", is_flag=True, help=("Draw two small pictures; costs a few cents.")
)
def doctor(*, channel: str | None, answers: str | None, draw: bool) -> None:
    """Check an installation, and say what to do."""
    examine = _load("bot.commands.doctor:doctor")
    sys.exit(examine(channel=channel, answers=answers, draw=draw))


@main.group()
def mcp() -> None:
    """Servers whose tools the model may use (docs/tools.md)."""


@mcp.command("list")
def mcp_list() -> None:
    """List what mcp.toml says."""
    _told(_load("bot.commands.mcp:show")())


@mcp.command("check")
def mcp_check() -> None:
    """Ask each server what it can do now."""
    _told(_load("bot.commands.mcp:check")())


@mcp.command("add")
@click.argument("name")
def mcp_add(*, name: str) -> None:
    """Write the entry of a known server into mcp.toml."""
    _told(_load("bot.commands.mcp:add")(name))


@mcp.command("accept")
@click.argument("label")
def mcp_accept(*, label: str) -> None:
    """Accept new and changed tools of a server as they are now."""
    _told(_load("bot.commands.mcp:accept")(label))


def _told(sentence: str | None) -> None:
    if sentence:
        _give_up(sentence)


def _give_up(sentence: str) -> NoReturn:
    click.echo(f"darkroom: {sentence}", err=True)
    sys.exit(_CANNOT_START)


def _load(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    loaded: Callable[..., Any] = getattr(import_module(module), function)
    return loaded


if __name__ == "__main__":
    main()
