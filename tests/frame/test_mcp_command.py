"""`darkroom mcp` as a person types it."""

import asyncio
import re
import tomllib
from pathlib import Path

import pytest

from bot.commands.ready_servers import READY
from bot.core.servers.reading import Surroundings, WrongServers, read_servers
from tests.frame.test_program import darkroom
from tests.frame.test_settings import GOOD
from tests.mcp_servers import TOKEN, shop

LOCAL = {"MCP_LOCAL": "on", "SHOP_KEY": TOKEN}
TOKENS = dict.fromkeys(("STRIPE_KEY", "CLOUDFLARE_TOKEN", "ZAPIER_TOKEN"), "t")
AROUND = Surroundings(TOKENS)


def entry(url: str, more: str = "") -> str:
    head = f'[[servers]]\nlabel = "shop"\nurl = "{url}"\ntoken = "env:SHOP_KEY"\n'
    return head + (more or 'tools = ["list_payments", "gone"]\n')


@pytest.mark.parametrize("name", READY)
def test_every_ready_entry_is_read_once_it_is_filled_in(name: str) -> None:
    filled = re.sub("<[^>]*>", "example", READY[name].entry)
    filled = filled.replace('"example"', '"https://mcp.example.com/s/1"')
    [server] = read_servers(tomllib.loads(filled), filled, AROUND)
    assert server.label == name
    assert not server.trusted


@pytest.mark.parametrize("name", [name for name in READY if "<" in READY[name].entry])
def test_an_entry_that_is_not_filled_in_is_found(name: str) -> None:
    text = READY[name].entry
    assert "`url`" in READY[name].fill_in
    with pytest.raises(WrongServers, match="`url` must be an address"):
        read_servers(tomllib.loads(text), text, AROUND)


def test_the_six_and_three_without_an_account_are_ready() -> None:
    six = {"cloudflare", "stripe", "twilio", "shopify", "paypal", "zapier"}
    assert set(READY) - six == {"openai-docs", "deepwiki", "cloudflare-docs"}


def test_entries_are_added_one_below_the_other(tmp_path: Path) -> None:
    first = darkroom("mcp", "add", "stripe", folder=tmp_path)
    assert "into `.env` as STRIPE_KEY=" in first.stdout
    darkroom("mcp", "add", "deepwiki", folder=tmp_path)
    again = darkroom("mcp", "add", "stripe", folder=tmp_path)
    assert "already has a server stripe" in again.stderr
    listed = darkroom("mcp", "list", folder=tmp_path, STRIPE_KEY="rk_1")
    assert listed.stdout.splitlines() == [
        "stripe: mcp.stripe.com, with a token; all tools",
        "deepwiki: mcp.deepwiki.com, without a token; all tools",
    ]


def test_the_file_that_is_named_is_the_one(tmp_path: Path) -> None:
    given = {"MCP_CONFIG": "servers.toml"}
    darkroom("mcp", "add", "deepwiki", folder=tmp_path, **given)
    assert (tmp_path / "servers.toml").exists()
    assert not (tmp_path / "mcp.toml").exists()


def test_an_unknown_name_lists_the_known_ones(tmp_path: Path) -> None:
    done = darkroom("mcp", "add", "acme", folder=tmp_path)
    assert done.returncode == 2
    assert "stripe, cloudflare" in done.stderr


def test_a_missing_token_is_named_at_the_start(tmp_path: Path) -> None:
    darkroom("mcp", "add", "stripe", folder=tmp_path)
    done = darkroom("run", folder=tmp_path, **GOOD)
    assert done.returncode == 2
    assert done.stderr == (
        "darkroom: In mcp.toml, line 4: `token` names STRIPE_KEY, which is "
        "neither set nor in `.env`.\n"
    )


async def test_check_says_what_each_tool_does(tmp_path: Path) -> None:
    async with shop(token=TOKEN) as there:
        (tmp_path / "mcp.toml").write_text(entry(there.url), "utf-8")
        done = await asyncio.to_thread(
            darkroom, "mcp", "check", folder=tmp_path, **LOCAL
        )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "✓ shop: answers at 127.0.0.1",
        "    list_payments: asks each time",
        "    refund: not used",
        "  ? gone: the server has no such tool",
    ]
    assert TOKEN not in done.stdout + done.stderr


async def test_check_fails_where_the_door_is_shut(tmp_path: Path) -> None:
    async with shop(token="another") as there:
        (tmp_path / "mcp.toml").write_text(entry(there.url), "utf-8")
        done = await asyncio.to_thread(
            darkroom, "mcp", "check", folder=tmp_path, **LOCAL
        )
    assert done.returncode == 2
    assert done.stdout == "✗ shop: it answers with 401\n"
    assert done.stderr == "darkroom: shop cannot be used now.\n"


async def test_a_change_is_shown_and_accepted(tmp_path: Path) -> None:
    def typed(*words: str) -> str:
        done = darkroom("mcp", *words, folder=tmp_path, **LOCAL)
        assert done.returncode == 0, done.stderr
        return done.stdout

    async with shop(token=TOKEN) as there:
        text = entry(there.url, 'tools = "*"\n')
        (tmp_path / "mcp.toml").write_text(text, "utf-8")
        await asyncio.to_thread(typed, "check")
        there.describe("refund", "Refunds twice.")
        checked = await asyncio.to_thread(typed, "check")
        assert "refund: new or changed, waits until you accept it" in checked
        accepted = await asyncio.to_thread(typed, "accept", "shop")
        assert "✓ refund: Refunds twice. · marks: {}" in accepted
        assert '"payment"' in accepted
        assert "Nothing was waiting." in await asyncio.to_thread(
            typed, "accept", "shop"
        )


def test_a_server_that_nobody_has_signed_in_to_is_no_mistake(tmp_path: Path) -> None:
    text = entry("http://127.0.0.1:9/mcp", 'tools = "*"\n')
    text = text.replace("env:SHOP_KEY", "oauth")
    (tmp_path / "mcp.toml").write_text(text, "utf-8")
    key = {"SECRETS_KEY": "q" * 43 + "="}
    done = darkroom("mcp", "check", folder=tmp_path, **LOCAL, **key)
    assert done.returncode == 0, done.stderr
    assert "? shop: nobody has signed in to it" in done.stdout
    listed = darkroom("mcp", "list", folder=tmp_path, **LOCAL, **key)
    assert "shop: 127.0.0.1, an admin signs in; all tools" in listed.stdout
    missing = darkroom("mcp", "check", folder=tmp_path, **LOCAL)
    assert "SECRETS_KEY is missing" in missing.stderr
