"""Makes a PowerPoint file of a deck: its slides on a master of its own."""

import io
from collections.abc import Mapping
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.parts.slide import NotesSlidePart, SlidePart

from bot.adapters.pptx.base import base
from bot.adapters.pptx.colors import Palette, palette
from bot.adapters.pptx.drawing import Drawing, Relations
from bot.adapters.pptx.fonts import tag
from bot.adapters.pptx.master import expected
from bot.adapters.pptx.models import beyond, layout_models, without_empty
from bot.adapters.pptx.notes import notes_part
from bot.adapters.pptx.saving import content_types, outermost, properties, zipped
from bot.adapters.pptx.text import Setting
from bot.adapters.pptx.xml import NAMES, quoted
from bot.core.decks.laid import LaidDeck, LaidSlide
from bot.core.decks.outline import Layout

_FIRST: Final = 256
"""The number of the first slide; the format has none below."""


def pptx_file(deck: LaidDeck, pictures: Mapping[str, bytes]) -> bytes:
    """The deck as a file: the same deck, the same bytes. Pictures are JPEG or PNG."""
    shown = without_empty(deck)
    writer = _Writer(shown, pictures)
    for slide in shown.slides:
        writer.add(slide)
    return writer.saved()


class _Writer:
    """A file that is being written."""

    def __init__(self, deck: LaidDeck, pictures: Mapping[str, bytes]) -> None:
        self._deck, self._pictures = deck, pictures
        self._palette: Palette = palette(deck.colors)
        self._models = layout_models(deck)
        data = base(deck, self._palette, self._models)
        self._file: Any = Presentation(io.BytesIO(data))
        self._layouts = dict(zip(self._models, self._file.slide_layouts, strict=True))
        self._count = 0

    def add(self, slide: LaidSlide) -> None:
        """Add a slide with its page of notes."""
        self._count += 1
        relation, added = self._file.part.add_slide(self._layouts[slide.layout])
        ids = self._file.element.get_or_add_sldIdLst()
        ids.add_sldId(relation)
        part = added.part
        pages = Relations(part)
        setting = Setting(self._deck, self._palette, pages.page, self._count)
        model = self._models[slide.layout]
        drawn = Drawing(part, setting, self._pictures).slide(
            beyond(slide, model), model, expected(model)
        )
        added.element[:] = list(parse_xml(drawn.encode()))
        self._add_notes(part, slide)

    def _add_notes(self, part: SlidePart, slide: LaidSlide) -> None:
        package = part.package
        empty = f"<p:notes {NAMES}/>".encode()
        notes = NotesSlidePart.load(
            PackURI(f"/ppt/notesSlides/notesSlide{self._count}.xml"),
            CONTENT_TYPE.PML_NOTES_SLIDE,
            package,
            empty,
        )
        master = self._file.part.notes_master_part
        notes.relate_to(master, RELATIONSHIP_TYPE.NOTES_MASTER)
        notes.relate_to(part, RELATIONSHIP_TYPE.SLIDE)
        part.relate_to(notes, RELATIONSHIP_TYPE.NOTES_SLIDE)
        written = notes_part(slide, self._deck.language, Relations(notes).page)
        notes.notes_slide.element[:] = list(parse_xml(written.encode()))

    def saved(self) -> bytes:
        """The whole file."""
        if sections := self._sections():
            self._file.element.append(parse_xml(sections.encode()))
        parts = sorted(self._file.part.package.iter_parts(), key=_name)
        kinds = [(_name(part), part.content_type) for part in parts]
        files = {
            "[Content_Types].xml": content_types(kinds),
            "_rels/.rels": outermost(),
            **properties(self._deck.title, tag(self._deck.language)),
        }
        for part in parts:
            files[_name(part)] = part.blob
            if len(part.rels):
                files[part.partname.rels_uri.membername] = part.rels.xml
        return zipped(files)

    def _sections(self) -> str:
        """The deck's sections, if it has any, as PowerPoint shows them beside it."""
        each: list[tuple[str, list[int]]] = []
        for number, slide in enumerate(self._deck.slides, _FIRST):
            if slide.layout == Layout.SECTION or not each:
                each.append((slide.title or self._deck.title, []))
            each[-1][1].append(number)
        if len(each) < 2:
            return ""
        inside = "".join(_section(name, slides) for name, slides in each)
        return (
            f'<p:extLst {NAMES}><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">'
            "<p14:sectionLst "
            'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
            f"{inside}</p14:sectionLst></p:ext></p:extLst>"
        )


def _section(name: str, slides: list[int]) -> str:
    key = str(uuid5(NAMESPACE_URL, f"darkroom:section:{slides[0]}")).upper()
    ids = "".join(f'<p14:sldId id="{each}"/>' for each in slides)
    return (
        f'<p14:section name="{quoted(name[:200])}" id="{{{key}}}">'
        f"<p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>"
    )


def _name(part: Any) -> str:
    return str(part.partname.membername)
