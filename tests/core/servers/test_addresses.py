"""Which addresses are on the public internet."""

import pytest

from bot.core.servers.addresses import host_of, is_public, trouble_with


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1"]
)
def test_what_everybody_can_reach_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254"),
        *("100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::", "::1"),
        *("fe80::1%eth0", "fd00::1", "ff02::1", "::ffff:10.0.0.1", "2002:a00:1::"),
        *("64:ff9b::a9fe:a9fe", "nonsense", "", "fec0::1"),
        *("::127.0.0.1", "::ffff:0:127.0.0.1"),
    ],
)
def test_everything_else_is_not(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        *("https://0x7f000001/", "https://127.1/", "https://db.internal/mcp"),
        *("https://localhost./", "ftp://a.com", "https://", "https://a.com:99999/"),
        *("https://a.com\\@b.com/", "https://a.com/#x", "javascript:alert(1)"),
    ],
)
def test_an_address_in_disguise_is_found(url: str) -> None:
    assert trouble_with(url, local=False)


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0\u30021", "127.0.0.1\u3002", "10\uff0e0.0.1", "127.0.0.\u2460"),
        *("x.localhost\u3002", "db.intern\u0430l", "127.0.0%2e1", "[fe80::1%25eth0]"),
    ],
)
def test_letters_that_become_others_when_somebody_connects_are_refused(
    host: str,
) -> None:
    assert trouble_with(f"https://{host}/mcp", local=False)


def test_only_the_host_is_shown() -> None:
    assert host_of("https://mcp.zapier.com/s/secret?key=1") == "mcp.zapier.com"
