"""What `mcp.toml` may say, and how mistakes in it are told."""

import tomllib
from collections.abc import Mapping

import pytest

from bot.core.servers.configured import ConfiguredServer
from bot.core.servers.reading import Surroundings, WrongServers, read_servers

KEY = "rk_live_secret"
AROUND = Surroundings({"STRIPE_KEY": KEY, "SPOILT": "a b", "WHOLE": f"Bearer {KEY}"})
GOOD = """\
[[servers]]
label = "stripe"
url = "https://mcp.stripe.com"
token = "env:STRIPE_KEY"
tools = ["list_payments"]
"""


def read(text: str, around: Surroundings = AROUND) -> tuple[ConfiguredServer, ...]:
    return read_servers(tomllib.loads(text), text, around)


def mistake(text: str, around: Surroundings = AROUND) -> str:
    with pytest.raises(WrongServers) as caught:
        read(text, around)
    assert KEY not in str(caught.value)
    return str(caught.value)


def with_line(key: str, value: str) -> str:
    """The good file, with one line changed or added."""
    lines = [line for line in GOOD.splitlines() if not line.startswith(f"{key} ")]
    return "\n".join([*lines, f"{key} = {value}"])


def test_a_server_is_read_with_careful_defaults() -> None:
    [server] = read(GOOD)
    assert (server.label, server.tools) == ("stripe", ("list_payments",))
    assert server.token.reveal() == KEY
    assert server.asks_for("list_payments", read_only=True)
    assert server.is_for("C01", "U01")
    assert not server.wants("refund")


def test_neither_the_token_nor_the_path_is_in_its_repr() -> None:
    [server] = read(GOOD.replace("stripe.com", "zapier.com/s/path_secret"))
    assert server.host == "mcp.zapier.com"
    assert KEY not in repr(server)
    assert "path_secret" not in repr(server)


def test_channels_and_people_narrow_who_may_use_it() -> None:
    [server] = read(f'{GOOD}channels = ["C01"]\npeople = ["U01"]')
    assert server.is_for("C01", "U01")
    assert not server.is_for("C02", "U01")
    assert not server.is_for("C01", "U02")


def test_single_tools_say_themselves_what_asks() -> None:
    text = with_line("trusted", "true").replace('tools = ["list_payments"]\n', "")
    [server] = read(f'{text}\n[servers.tools]\nlook = "writes"\nrefund = "always"')
    assert server.tools == ("look", "refund")
    assert not server.asks_for("look", read_only=True)
    assert server.asks_for("look", read_only=False)
    assert server.asks_for("refund", read_only=True)


def test_a_star_stands_for_every_tool() -> None:
    [server] = read(with_line("tools", '"*"'))
    assert server.every
    assert server.wants("anything")


def test_an_empty_file_has_no_servers() -> None:
    assert read("# nothing yet\n") == ()


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("label", '"a b"', "line 5: `label` must be 1 to 64 letters"),
        ("label", "7", 'line 5: `label` must be text in "quotes"'),
        ("url", '"http://mcp.stripe.com"', "line 5: `url` must start with https://"),
        ("url", '"https://10.0.0.1/"', "`url` must not lead into a private network"),
        ("url", '"https://a:b@c.com"', "`url` must have no user"),
        ("url", '"<your-shop>"', "`url` must be an address"),
        ("token", f'"{KEY}"', 'line 5: `token` must be "env:NAME"'),
        ("token", '"env:NOT_THERE"', "NOT_THERE, which is neither set nor in `.env`"),
        ("token", '"env:SPOILT"', "SPOILT, which has something in it"),
        ("token", '"env:WHOLE"', "WHOLE, which must hold the token alone"),
        ("client_id", '"ours"', "`client_id` only goes together with token"),
        ("client_secret", '"s3"', 'line 6: `client_secret` must be "env:NAME", with'),
        ("tools", "[]", "line 5: `tools` must name 1 to 128 tools"),
        ("tools", '"list"', "`tools` must be a list of names"),
        ("tools", '["*", "refund"]', '`tools` has both "*" and names'),
        ("tools", '["a", "a"]', "`tools` names something twice"),
        ("tools", '["<!channel>"]', "`tools` must only have the names"),
        ("trusted", '"yes"', "line 6: `trusted` must be true or false"),
        ("ask", '"never"', 'line 6: `ask` must be "always" or "writes"'),
        ("ask", '"writes"', 'line 6: `ask` is "writes", which only counts with'),
        ("channels", '["#general"]', "line 6: `channels` must only have the IDs"),
        ("people", '"U1"', "line 6: `people` must be a list"),
        ("personal", "true", '`personal` only goes together with token = "oauth"'),
        ("colour", "1", "line 6: `colour` means nothing here"),
    ],
)
def test_a_mistake_is_told_with_its_line(key: str, value: str, told: str) -> None:
    assert told in mistake(with_line(key, value))


@pytest.mark.parametrize("key", ["label", "url", "tools"])
def test_what_is_missing_is_named(key: str) -> None:
    text = "".join(x for x in GOOD.splitlines(True) if not x.startswith(f"{key} "))
    assert f"line 1: `{key}` is missing" in mistake(text)


def test_two_servers_have_two_labels() -> None:
    second = GOOD.replace('"stripe"', '"Stripe"')
    assert mistake(f"{GOOD}\n{second}").startswith("line 8: `label` is that of another")


def test_a_key_above_the_servers_is_a_mistake() -> None:
    assert mistake(f'ask = "always"\n{GOOD}').startswith("line 1: `ask` means nothing")


def test_a_tool_that_asks_for_writes_needs_trust() -> None:
    text = GOOD.replace('tools = ["list_payments"]\n', "")
    told = mistake(f'{text}[servers.tools]\n"look" = "writes"')
    assert told.startswith('line 6: `tools.look` is "writes"')


def test_a_token_of_the_bot_itself_goes_to_no_server() -> None:
    around = Surroundings({"OPENAI_API_KEY": KEY}, {"OPENAI_API_KEY"})
    text = with_line("token", '"env:OPENAI_API_KEY"')
    assert "is Darkroom's own and goes nowhere else" in mistake(text, around)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/mcp", "https://localhost/mcp"])
def test_local_servers_are_for_development(url: str) -> None:
    environment: Mapping[str, str] = AROUND.environment
    [server] = read(with_line("url", f'"{url}"'), Surroundings(environment, local=True))
    assert server.url == url
    assert "`url` must" in mistake(with_line("url", f'"{url}"'))


def test_people_sign_in_to_a_server_each_for_himself_or_one_for_all() -> None:
    text = with_line("token", '"oauth"')
    [server] = read(text)
    assert server.oauth
    assert not server.personal
    ours = 'client_id = "ours"\nclient_secret = "env:STRIPE_KEY"'
    [server] = read(f"{text}\npersonal = true\n{ours}")
    assert server.personal
    assert server.client_id == "ours"
    assert server.client_secret.reveal() == KEY
    assert KEY not in repr(server)
