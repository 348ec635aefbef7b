"""Draws a slide: each of its boxes as the shape that PowerPoint would use for it."""

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.parts.chart import ChartPart
from pptx.parts.slide import SlidePart

from bot.adapters.pptx.charts import chart_part, series_names
from bot.adapters.pptx.links import link
from bot.adapters.pptx.looks import Look, lifted
from bot.adapters.pptx.master import ground, tree
from bot.adapters.pptx.numbers import label_format
from bot.adapters.pptx.places import places
from bot.adapters.pptx.shapes import (
    Spot,
    area_shape,
    graphic_shape,
    picture_shape,
    words_shape,
)
from bot.adapters.pptx.tables import table_shape
from bot.adapters.pptx.text import Setting
from bot.adapters.pptx.workbook import workbook
from bot.adapters.pptx.xml import HEAD, NAMES
from bot.core.charts.chart import Chart, Kind
from bot.core.charts.telling import alt_text
from bot.core.decks.laid import Box, LaidSlide
from bot.core.decks.layouts.tabled import as_table

_CHART: Final = (
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'r:id="{}"/></a:graphicData>'
)
_MOST_TOLD: Final = 1_000
Expected = Mapping[int, tuple[Box, Look | None]]


class Relations:
    """What a part is related to: each page only once."""

    def __init__(self, part: Any) -> None:
        self._part = part
        self._pages: dict[str, str] = {}

    def page(self, address: str) -> str:
        """The name of the relation to a page, or nothing if it is not a page."""
        if not (found := link(address)):
            return ""
        if found not in self._pages:
            kind = RELATIONSHIP_TYPE.HYPERLINK
            self._pages[found] = self._part.relate_to(found, kind, is_external=True)
        return self._pages[found]


class Drawing:
    """One slide that is being drawn into its part of the file."""

    def __init__(
        self, part: SlidePart, setting: Setting, pictures: Mapping[str, bytes]
    ) -> None:
        self._part, self._setting, self._pictures = part, setting, pictures
        self._boxes: tuple[Box, ...] = ()

    def slide(self, slide: LaidSlide, layout: LaidSlide, expected: Expected) -> str:
        """The whole slide."""
        self._boxes = slide.boxes
        shapes = []
        for number, (laid, place) in enumerate(places(slide), 2):
            box = lifted(laid)
            there = expected.get(place.index, (None, None)) if place else (None, None)
            known = place if there[0] else None
            shapes.append(self._shape(Spot(box, number, known, *there)))
        own = slide.background != layout.background
        under = ground(slide.background, self._setting.palette) if own else ""
        return (
            f"{HEAD}<p:sld {NAMES}><p:cSld>{under}{tree(shapes)}</p:cSld>"
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
        )

    def _shape(self, spot: Spot) -> str:
        box = spot.box
        chart = box.chart
        if chart and chart.kind is Kind.TABLE:
            told = replace(box, chart=None, table=as_table(chart))
            return table_shape(replace(spot, box=told), self._setting)
        if box.table:
            return table_shape(spot, self._setting)
        if chart:
            return self._chart(spot, chart)
        if box.picture:
            return self._picture(spot)
        if box.paragraphs:
            return words_shape(spot, self._setting)
        return area_shape(spot, self._setting.palette)

    def _picture(self, spot: Spot) -> str:
        """A picture that is not there leaves a plain area."""
        data = self._pictures.get(spot.box.picture)
        if data is None:
            return area_shape(spot, self._setting.palette)
        part, name = self._part.get_or_add_image_part(io.BytesIO(data))
        return picture_shape(spot, name, part.image.size)

    def _chart(self, spot: Spot, chart: Chart) -> str:
        named = {p.text for box in self._boxes for p in box.paragraphs}
        package = self._part.package
        part = ChartPart.load(
            package.next_partname(ChartPart.partname_template),
            CONTENT_TYPE.DML_CHART,
            package,
            chart_part(chart, spot.box, self._setting, named).encode(),
        )
        names = [*series_names(chart)]
        part.chart_workbook.update_from_xlsx_blob(
            workbook(chart, names, label_format(chart))
        )
        name = self._part.relate_to(part, RELATIONSHIP_TYPE.CHART)
        about = spot.box.alt or alt_text(chart, _MOST_TOLD)
        return graphic_shape(spot, "Chart", about, _CHART.format(name))
