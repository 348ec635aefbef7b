"""`darkroom doctor` as a person runs it, against the emulators."""

from asyncio.subprocess import PIPE, STDOUT

import pytest

from playground.slack import SlackEmulator
from tests.programs import running

pytestmark = pytest.mark.slow


async def doctor(
    environ: dict[str, str], *words: str, typed: str = ""
) -> tuple[int | None, str]:
    """In a process of its own, since the emulators live in this one's event loop."""
    own = environ | {"PYTHONIOENCODING": "utf-8", "SETTLE_SECONDS": "0"}
    how = {"stdin": PIPE, "stdout": PIPE, "stderr": STDOUT, "env": own}
    async with running("bot", "doctor", *words, **how) as process:
        output, _ = await process.communicate(typed.encode())
    return process.returncode, output.decode()


async def test_a_healthy_installation_has_nothing_to_mend(
    environ: dict[str, str],
) -> None:
    code, output = await doctor(environ)
    assert code == 0, output
    lines = [line for line in output.splitlines() if line[:1] in "✓✗?" and line]
    about = [line[2:].split(":")[0] for line in lines]
    assert about == [
        *("settings", "bot token", "scopes", "clock", "app token", "Socket Mode"),
        *("signing secret", "OpenAI key", "models", "models", "servers", "`.env`"),
        *("database", "pictures", "PUBLIC_URL", "organization"),
    ]
    assert not any(secret in output for secret in (environ["SLACK_BOT_TOKEN"], "sk-"))


async def test_a_missing_setting_ends_it_with_one_line() -> None:
    code, output = await doctor({"SLACK_BOT_TOKEN": "xapp-1"})
    assert code == 2
    assert output.startswith("✗ settings: SLACK_BOT_TOKEN holds an app-level token")
    assert len(output.splitlines()) == 1


async def test_with_a_channel_it_says_what_to_set(
    environ: dict[str, str], slack: SlackEmulator
) -> None:
    general = slack.team().channel("#general").id
    words = ("--channel", general, "--answers", "post,text")
    code, output = await doctor(environ, *words)
    assert code == 0, output
    assert "? way file: not seen, though Slack counts it as shared" in output
    assert "✓ HANG: put HANG=post into `.env`" in output


async def test_it_asks_again_until_it_understands(
    environ: dict[str, str], slack: SlackEmulator
) -> None:
    general = slack.team().channel("#general").id
    _, output = await doctor(environ, "--channel", general, typed="what?\n1\n")
    assert output.count("Which numbers show a picture") == 2
    assert "put HANG=file into `.env`" in output


@pytest.mark.parametrize(
    ("channel", "told"),
    [
        ("general", "give the channel's ID"),
        ("C0NOWHERE", "the bot is not in it: /invite"),
    ],
)
async def test_a_channel_that_will_not_do_is_explained(
    environ: dict[str, str], channel: str, told: str
) -> None:
    code, output = await doctor(environ, "--channel", channel, "--answers", "0")
    assert code == 1
    assert told in output


async def test_drawing_proves_that_the_organization_may(
    environ: dict[str, str],
) -> None:
    code, output = await doctor(environ, "--draw")
    assert code == 0, output
    assert output.index("for about $0.05") < output.index("✓ organization: can draw")
    assert "✓ previews: " in output
    assert "✓ direct: can draw" in output
