"""Drawings as SVG: what only draws is shown, and nothing else is passed on."""

import pytest

from bot.adapters.decoder.svg import DEEPEST, EDGE, checked, rasterised
from bot.adapters.decoder.wire import Outcome, UnreadableError
from bot.adapters.imaging import Imaging
from bot.core.errors import HangError
from bot.core.turn.events import Picture
from playground.openai.spoilt import _HOSTILE
from tests.adapters.slack_side import opened

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"{}>{}</svg>'


def svg(inside: str = "", attributes: str = "") -> bytes:
    return HEAD.format(attributes, inside).encode()


DRAWN = svg(
    "<title>A loaf</title>"
    '<defs><linearGradient id="a"><stop offset="0" stop-color="#fed"/>'
    '</linearGradient><path id="b" d="M0 0h9v9z"/></defs>'
    "<style>.c{fill:url(#a);stroke:#000}</style>"
    '<rect class="c" width="200" height="100"/>'
    '<use href="#b" x="20"/><g style="fill: url( \'#a\' )"><circle r="9"/></g>'
    '<text x="10" y="60" font-family="Arial, sans-serif" font-size="30">Crumb</text>',
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xml:space="preserve"',
)


def test_a_drawing_becomes_a_picture_of_its_shape() -> None:
    made = opened(rasterised(DRAWN))
    assert (made.format, made.size) == ("PNG", (EDGE, EDGE // 2))


def test_its_words_are_seen() -> None:
    """In a font of our own: the machine may have none."""
    words = '<text x="10" y="60" font-family="Georgia" font-size="30">Crumb</text>'
    assert opened(rasterised(svg(words))).getchannel("A").getbbox() is not None
    assert opened(rasterised(svg())).getchannel("A").getbbox() is None


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="data:image/png;base64,AAAA"/>',
        '<image href="#a"/>',
        "<foreignObject><p/></foreignObject>",
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
        '<a href="#b"><path/></a>',
        '<use href="https://x.example/a.svg#b"/>',
        '<use href="other.svg#b"/>',
        '<use href=""/>',
        '<use xlink:href="file:///etc/passwd#a" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"/>',
        '<rect onclick="alert(1)"/>',
        '<rect ONLOAD="alert(1)"/>',
        '<rect fill="url(https://x.example/a)"/>',
        '<rect fill="url(a.svg#b)"/>',
        '<rect style="fill:u\\72l(https://x.example)"/>',
        "<rect style=\"background:image-set('a.png' 1x)\"/>",
        "<style>@import 'https://x.example/a.css';</style>",
        "<style>.a{fill:url(//x.example)}</style>",
        "<style><![CDATA[@font-face{src:url(a)}]]></style>",
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onclick" to="alert(1)"/>',
        '<feImage href="#a"/>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        '<rect h:href="#a" xmlns:h="https://x.example"/>',
        "<?xml-stylesheet href='https://x.example/a.css'?>",
        '<rect fill="javascript:alert(1)"/>',
        '<path d="data:text/html,x"/>',
    ],
)
def test_what_does_more_than_draw_is_refused(inside: str) -> None:
    with pytest.raises(UnreadableError) as error:
        checked(svg(inside))
    assert error.value.outcome is Outcome.UNSAFE


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("<title>&a;</title>"),
        b'<!DOCTYPE svg SYSTEM "https://x.example/svg.dtd">' + svg(),
        b"<?xml-stylesheet href='https://x.example/a.css'?>" + svg(),
        b"<?xml version='1.0' encoding='utf-7'?>" + svg(),
        b"<?xml version='1.0' encoding='iso-8859-1'?>" + svg(),
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"<svg><rect/></svg>",
        svg(attributes=' onload="alert(1)"'),
        _HOSTILE,
    ],
)
def test_what_is_around_a_drawing_is_checked_as_well(data: bytes) -> None:
    with pytest.raises(UnreadableError) as error:
        rasterised(data)
    assert error.value.outcome is Outcome.UNSAFE


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        (svg("<g>" * (DEEPEST + 1) + "</g>" * (DEEPEST + 1)), Outcome.PARTS),
        (svg("<g/>" * 20_001), Outcome.PARTS),
        (svg(f"<desc>{'a' * 4_000_000}</desc>"), Outcome.PARTS),
        (svg(attributes=' width="1" height="9999"'), Outcome.PIXELS),
        (svg("<g>"), Outcome.DAMAGED),
        (b"<svg \xff/>", Outcome.DAMAGED),
        (b"", Outcome.DAMAGED),
    ],
)
def test_what_is_too_much_or_broken_is_refused(data: bytes, outcome: Outcome) -> None:
    with pytest.raises(UnreadableError) as error:
        rasterised(data)
    assert error.value.outcome is outcome


async def test_it_is_drawn_in_another_process() -> None:
    """Which may write nothing, and has the font all the same."""
    words = '<text x="10" y="60" font-size="30">Crumb</text>'
    async with Imaging() as imaging:
        made = await imaging.showable(Picture("p", svg(words), "svg"))
        assert opened(made).getchannel("A").getbbox() is not None
        with pytest.raises(HangError):
            await imaging.showable(Picture("p", _HOSTILE, "svg"))


async def test_a_drawing_that_would_never_end_is_given_up() -> None:
    """Copies of copies: two to the fortieth."""
    copies = "".join(
        f'<g id="g{n}"><use href="#g{n - 1}"/><use href="#g{n - 1}"/></g>'
        for n in range(1, 41)
    )
    bomb = svg(f'<defs><g id="g0"><rect width="9" height="9"/></g>{copies}</defs>'
               '<use href="#g40"/>')  # fmt: skip
    async with Imaging() as imaging:
        with pytest.raises(HangError):
            await imaging.showable(Picture("p", bomb, "svg"))
