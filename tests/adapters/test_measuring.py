"""Widths of words: never less than what the typesetter needs for them."""

import json
import random

import pytest
import typst

from bot.adapters.decoder.fonts import folders
from bot.adapters.decoder.measuring import STAND_INS, missing_in, widths
from bot.adapters.decoder.typesetting import TEMPLATES
from bot.core.decks.breaking import Face
from bot.core.decks.themes import SANS, SERIF

WORDS = (
    "Water AVATAR Typography fjord Wolkenkratzer Übergröße P.A. 1,234.5 (GW) don’t",
    "Ελληνικά ενέργεια Солнечная мощность Київ năng lượng",
    "تضاعفت القدرة في ثلاث سنوات العُشر لله محمد",
    "אנרגיה סולארית צמחה מהר שָׁלוֹם",
    "क्षमता वर्षों में टेरावाट मॉड्यूल श्री ज्ञान",
    "พลังงานแสงอาทิตย์ น้ำ ผู้ใหญ่ ที่นี่",
    "தமிழ் ஆற்றல் শক্তি বিদ্যুৎ శక్తి విద్యుత్ ქართული ენერგია",
    "👩‍👩‍👧‍👦 🇩🇪🇬🇧 🌞 👍🏽 ❤️ ✅ x 🚀",
    "設備容量は三年で 「蓄電池」 中国大陆 태양광",
)
FACES = [Face(font, bold) for font in (SANS, SERIF) for bold in (False, True)]
SOURCE = b"""\
#import "theme.typ": fonts
#let each = json(bytes(sys.inputs.each))
#context [#metadata(each.map(one => measure(text(
  size: 100pt, font: (one.font, "Arimo", ..fonts),
  weight: if one.bold { "bold" } else { "regular" }, one.text,
)).width.pt())) <widths>]
"""


def set_widths(texts: list[tuple[str, Face]]) -> list[float]:
    """The widths that the typesetter needs, in sizes of the letters."""
    each = [
        {"text": text, "font": STAND_INS[face.font], "bold": face.bold}
        for text, face in texts
    ]
    files = {"main.typ": SOURCE, "theme.typ": (TEMPLATES / "theme.typ").read_bytes()}
    found = typst.query(  # type: ignore[misc] # the stubs know no dict
        files,
        "<widths>",
        field="value",
        one=True,
        sys_inputs={"each": json.dumps(each)},
        font_paths=[str(each) for each in folders()],
        ignore_system_fonts=True,
    )
    return [width / 100 for width in json.loads(found)]


def test_bold_arabic_has_room_for_the_widest_font_that_may_stand_in() -> None:
    """DejaVu Sans Bold needs 8.12 for it."""
    assert widths("الطاقة الشمسية", Face(SANS, True)) >= 8.12


@pytest.mark.parametrize("words", WORDS)
def test_words_need_no_more_than_was_measured(words: str) -> None:
    chance = random.Random(words)
    texts = [
        (" ".join(chance.choices(words.split(), k=1 + n % 6)), face)
        for n in range(18)
        for face in FACES
    ]
    for (text, face), needed in zip(texts, set_widths(texts), strict=True):
        assert needed <= widths(text, face), (text, face)


def test_letters_without_a_font_are_named_once() -> None:
    assert missing_in("Sun 🌞🌞 日 ᚠ") == "ᚠ"
