"""Drawings as SVG: checked strictly, then rasterised to be seen.

A drawing by the model is as untrusted as any file, and the file itself is passed on to
people. So everything is forbidden that is not known to only draw: scripts, event
handlers, anything that refers to another place, entities, styles that import, and
elements that nobody has listed here. References within the drawing are fine.
"""

import re
from collections.abc import Iterator
from typing import Final, NoReturn
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

import defusedxml.ElementTree as Xml
import resvg_py
from defusedxml import DefusedXmlException

from bot.adapters.decoder.font_file import font_file
from bot.adapters.decoder.wire import Outcome, UnreadableError

MOST_BYTES: Final = 4_000_000
MOST_ELEMENTS: Final = 20_000
DEEPEST: Final = 60
EDGE: Final = 1536
NARROWEST: Final = 20
"""The longer side may be so many times the shorter one."""
_SVG: Final = "{http://www.w3.org/2000/svg}"
_XLINK: Final = "{http://www.w3.org/1999/xlink}"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_ELEMENTS: Final = frozenset(
    re.findall(
        r"\w+",
        "svg g defs symbol use title desc path rect circle ellipse line polyline "
        "polygon text tspan textPath linearGradient radialGradient stop pattern "
        "clipPath mask marker style filter feBlend feColorMatrix feComponentTransfer "
        "feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap "
        "feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
        "feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight "
        "feSpecularLighting feSpotLight feTile feTurbulence",
    )
)
_NAMESPACED: Final = (f"{_XLINK}href", f"{_XML}space", f"{_XML}lang", f"{_XLINK}title")
_LOCAL: Final = re.compile(r"#[\w.:-]{1,200}")
_URL: Final = re.compile(r"url\(\s*(['\"]?)(#[\w.:-]{1,200})\1\s*\)", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(
    r"url\s*\(|(?<![\w-])(?:java|vb)script\s*:|data\s*:|https?\s*:|//|expression\s*\(|"
    r"[@\\<]|image(?:-set)?\s*\(|-moz-binding|behavior\s*:",
    re.IGNORECASE,
)
"""What leads to another place or starts something, once local references are gone."""
_ENCODING: Final = re.compile(rb"<\?xml[^>]*encoding\s*=\s*['\"]([^'\"]*)['\"]")
_NUMBER: Final = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)(?:px)?\s*")


class _Elements(TreeBuilder):
    """Builds the tree, and refuses instructions to the program that reads it, such as
    to fetch a style."""

    def pi(self, target: str, text: str | None = None) -> NoReturn:
        raise UnreadableError(Outcome.UNSAFE)


def rasterised(data: bytes) -> bytes:
    """The drawing as a PNG. Raises UnreadableError if it is not safe, or is no SVG."""
    root = checked(data)
    width, height = _size(root)
    longer = EDGE / max(width, height)
    lettering = font_file()
    name = lettering.name if lettering else None
    try:
        return resvg_py.svg_to_bytes(
            svg_string=data.decode(),
            width=max(1, round(width * longer)),
            skip_system_fonts=lettering is not None,
            font_files=[lettering.path] if lettering else None,
            font_family=name,
            serif_family=name,
            sans_serif_family=name,
            cursive_family=name,
            fantasy_family=name,
            monospace_family=name,
        )
    except ValueError as error:
        raise UnreadableError(Outcome.DAMAGED) from error


def checked(data: bytes) -> Element:
    """The root of the drawing, if all of it is allowed. Raises UnreadableError."""
    declared = _ENCODING.search(data[:300])
    if len(data) > MOST_BYTES:
        raise UnreadableError(Outcome.PARTS)
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii"):
        raise UnreadableError(Outcome.UNSAFE)
    try:
        data.decode()
        parser = Xml.DefusedXMLParser(target=_Elements(), forbid_dtd=True)
        parser.feed(data)
        root: Element = parser.close()
    except DefusedXmlException as error:
        raise UnreadableError(Outcome.UNSAFE) from error
    except (ParseError, UnicodeDecodeError, ValueError) as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    _check(root)
    return root


def _check(root: Element) -> None:
    if root.tag != f"{_SVG}svg":
        raise UnreadableError(Outcome.UNSAFE)
    for number, (each, depth) in enumerate(_all(root)):
        if number > MOST_ELEMENTS or depth > DEEPEST:
            raise UnreadableError(Outcome.PARTS)
        if not _is_allowed(each):
            raise UnreadableError(Outcome.UNSAFE)


def _all(root: Element) -> Iterator[tuple[Element, int]]:
    """Every element and how deep it lies, without recursion."""
    left = [(root, 0)]
    while left:
        element, depth = left.pop()
        yield element, depth
        left.extend((child, depth + 1) for child in element)


def _is_allowed(element: Element) -> bool:
    tag = element.tag
    if not tag.startswith(_SVG) or tag.removeprefix(_SVG) not in _ELEMENTS:
        return False
    if tag == f"{_SVG}style" and not _is_local("".join(element.itertext())):
        return False
    return all(_is_harmless(name, value) for name, value in element.attrib.items())


def _is_harmless(name: str, value: str) -> bool:
    """Whether an attribute only draws."""
    if name.startswith("{") and name not in _NAMESPACED:
        return False
    bare = name.rpartition("}")[2].lower()
    if bare == "href":
        return bool(_LOCAL.fullmatch(value))
    return not bare.startswith("on") and bare != "src" and _is_local(value)


def _is_local(words: str) -> bool:
    return not _ELSEWHERE.search(_URL.sub("", words))


def _size(root: Element) -> tuple[float, float]:
    """Width and height, as far as the drawing says; its shape is what counts."""
    given = _number(root.get("width", "")), _number(root.get("height", ""))
    if not all(given):
        box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
        given = (_number(box[2]), _number(box[3])) if len(box) == 4 else (1.0, 1.0)
    width, height = given
    if not (width and height) or max(given) > NARROWEST * min(given):
        raise UnreadableError(Outcome.PIXELS)
    return width, height


def _number(words: str) -> float:
    found = _NUMBER.fullmatch(words[:40])
    return float(found[1]) if found else 0.0
