"""Puts the parts of a file together: the same parts, the same bytes."""

import io
from collections.abc import Iterable, Mapping
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bot.adapters.pptx.xml import HEAD, quoted

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE: Final = f"{_PACKAGE}/relationships/metadata/core-properties"
_KINDS: Final = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
}
_PACKED: Final = ("jpg", "png", "xlsx")
"""Compressed already."""
_PROPERTIES: Final = {
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": (
        "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    ),
}
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts, which say nothing of when they were put together."""
    out = io.BytesIO()
    with ZipFile(out, "w") as file:
        for name, data in parts.items():
            packed = name.endswith(_PACKED)
            entry = ZipInfo(name, _NO_TIME)
            entry.compress_type = ZIP_STORED if packed else ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            file.writestr(entry, data)
    return out.getvalue()


def content_types(kinds: Iterable[tuple[str, str]]) -> bytes:
    """What kind of part each one is, by its name."""
    defaults = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in _KINDS.items()
    )
    each = [*kinds, *_PROPERTIES.items()]
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in sorted(each)
        if _KINDS.get(name.rpartition(".")[2]) != kind
    )
    space = f'xmlns="{_PACKAGE}/content-types"'
    return f"{HEAD}<Types {space}>{defaults}{overrides}</Types>".encode()


def relations(each: Iterable[tuple[str, str]], first: int = 1) -> bytes:
    """How a part is related to others: kinds and targets."""
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{_kind(kind)}" Target="{target}"/>'
        for n, (kind, target) in enumerate(each, first)
    )
    space = f'xmlns="{_PACKAGE}/relationships"'
    return f"{HEAD}<Relationships {space}>{inside}</Relationships>".encode()


def properties(title: str, language: str) -> dict[str, bytes]:
    """What the file says of itself: no author, no time, no program's version."""
    core = (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{quoted(title)}</dc:title><dc:language>{language}</dc:language>"
        "</cp:coreProperties>"
    )
    app = (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/'
        '2006/extended-properties"><PresentationFormat>Widescreen</PresentationFormat>'
        "</Properties>"
    )
    return {"docProps/core.xml": core.encode(), "docProps/app.xml": app.encode()}


def outermost() -> bytes:
    """Where a program begins to read."""
    return relations(
        [
            ("officeDocument", "ppt/presentation.xml"),
            (_CORE, "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ]
    )


def _kind(kind: str) -> str:
    return kind if "://" in kind else f"{_OFFICE}/{kind}"
