"""Paths that only we can make."""

import pytest

from bot.adapters.signing import Signer

KEY = b"k" * 32


def test_a_path_of_ours_leads_to_its_name() -> None:
    signer = Signer(KEY)
    assert signer.name(signer.path("preview-1")) == "preview-1"


def test_every_path_is_another_one() -> None:
    """Slack keeps a copy by the exact spelling of an address."""
    signer = Signer(KEY)
    assert len({signer.path("a") for _ in range(20)}) == 20


@pytest.mark.parametrize("spoil", ["name", "nonce", "seal", "short", "other key"])
def test_a_path_that_was_changed_leads_nowhere(spoil: str) -> None:
    signer = Signer(KEY)
    name, nonce, seal = signer.path("a").split(".")
    paths = {
        "name": f"b.{nonce}.{seal}",
        "nonce": f"{name}.{nonce}x.{seal}",
        "seal": f"{name}.{nonce}.{seal[:-1]}{'0' if seal[-1] != '0' else '1'}",
        "short": f"{name}.{nonce}.{seal[:32]}",
        "other key": Signer(b"x" * 32).path("a"),
    }
    assert signer.name(paths[spoil]) is None


@pytest.mark.parametrize("path", ["", ".", "..", "a", "a.b", "ä.ö.ü", "a.b.c.d"])
def test_what_is_no_path_leads_nowhere(path: str) -> None:
    assert Signer(KEY).name(path) is None
