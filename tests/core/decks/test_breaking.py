"""Lines are broken where readers of a script expect it."""

from bot.core.decks.breaking import Face, atoms, length, lines
from tests.laid_checks import rough

ARIAL = Face("Arial")


def broken(text: str, width: float) -> tuple[str, ...]:
    return lines(atoms(text, ARIAL, rough), width, ARIAL, rough)


def test_thai_is_broken_where_a_syllable_begins() -> None:
    text = "พลังงานแสงอาทิตย์ในปี 2026"
    assert broken(text, 6.0) == ("พลังงาน", "แสงอาทิตย์", "ในปี 2026")


def test_a_thai_word_that_is_longer_than_its_line_is_broken_anyway() -> None:
    assert "".join(broken("กรุงเทพมหานคร", 2.0)) == "กรุงเทพมหานคร"


def test_there_is_room_for_what_programs_leave_free_between_scripts() -> None:
    """Some set a quarter of a letter between a number and the sign after it."""
    assert length("2026年", ARIAL, rough) == rough("2026年", ARIAL) + 0.25
    assert length("2026년에", ARIAL, rough) == rough("2026년에", ARIAL) + 0.25
    assert length("2026 GW", ARIAL, rough) == rough("2026 GW", ARIAL)
