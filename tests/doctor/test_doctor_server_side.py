"""The doctor asks the servers of `mcp.toml`."""

from dataclasses import replace

import pytest

from bot.adapters.servers_file import ServersFile
from bot.core.identity.secret import Secret
from bot.core.servers.configured import ConfiguredServer
from bot.doctor.finding import Mark
from bot.doctor.server_side import check_servers
from bot.settings import Settings
from tests.mcp_servers import TOKEN, shop


@pytest.mark.parametrize(
    ("tools", "token", "mark", "words"),
    [
        (("refund",), TOKEN, Mark.GOOD, "1 of its 2 tools may be used"),
        (("*",), TOKEN, Mark.GOOD, "2 of its 2 tools may be used"),
        (("refund", "gone"), TOKEN, Mark.OPEN, "it has no tool gone"),
        (("*",), "rk_wrong", Mark.BAD, "it answers with 401"),
    ],
)
async def test_a_server_is_good_if_it_answers_and_knows_its_tools(
    settings: Settings, tools: tuple[str, ...], token: str, mark: Mark, words: str
) -> None:
    async with shop(token=TOKEN) as there:
        server = ConfiguredServer("shop", there.url, tools, Secret(token))
        file = ServersFile(servers=(server,))
        given = replace(settings, mcp_config=file, mcp_local=True)
        [finding] = await check_servers(given)
    assert (finding.mark, finding.about) == (mark, "server shop")
    assert words in finding.words


async def test_no_servers_are_fine(settings: Settings) -> None:
    [finding] = await check_servers(settings)
    assert finding.mark is Mark.GOOD
