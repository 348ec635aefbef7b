"""The name by which OpenAI knows a person."""

from bot.core.turn.person import person_hash


def test_the_same_person_is_always_the_same_and_nobody_else() -> None:
    one = person_hash(b"key", "T1", "U1")
    assert one == person_hash(b"key", "T1", "U1")
    others = {
        person_hash(b"key", "T1", "U2"),
        person_hash(b"key", "T2", "U1"),
        person_hash(b"other", "T1", "U1"),
    }
    assert len({one, *others}) == 4


def test_the_name_fits_and_tells_nothing() -> None:
    named = person_hash(b"key", "T0123", "U0456")
    assert len(named) == 64
    assert "T0123" not in named
    assert "U0456" not in named
