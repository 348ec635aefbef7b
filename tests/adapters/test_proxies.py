"""The proxy to Slack is the environment's."""

import pytest

from bot.adapters.proxies import proxy_to

SLACK = "https://slack.com/api/"


@pytest.fixture
def proxied(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("HTTPS_PROXY", "NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    return monkeypatch


def test_slack_is_reached_through_the_proxy(proxied: pytest.MonkeyPatch) -> None:
    assert proxy_to(SLACK) == "http://proxy.example:3128"


def test_what_is_excepted_is_reached_directly(proxied: pytest.MonkeyPatch) -> None:
    proxied.setenv("no_proxy", "localhost,slack.com")
    assert proxy_to(SLACK) is None
    assert proxy_to("https://files.slack.com/") is None
