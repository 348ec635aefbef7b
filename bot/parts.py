"""Wires forms that show pictures: of parts, of histories, of themes; and the page to
paint on."""

from contextlib import AsyncExitStack
from time import time

from openai import AsyncOpenAI

from bot.adapters.imaging import Imaging
from bot.adapters.openai_finder import OpenAIFinder
from bot.adapters.painting_routes import PATH, PaintingRoutes
from bot.core.accepting.finding import Finding
from bot.core.accepting.intake import Intake
from bot.core.accepting.painting import Painting
from bot.core.accepting.part_forms import PartForms
from bot.core.accepting.theme_forms import ThemeForms
from bot.core.gallery.history_forms import HistoryForms
from bot.core.gallery.history_pictures import HistoryPictures
from bot.core.gallery.seeing import Seeing
from bot.core.ports import Files
from bot.core.showing.context import TurnContext
from bot.core.showing.form_pictures import FormPictures, PrivatePictures, tidied
from bot.core.showing.theme_sheets import ThemeSheets
from bot.settings import Settings
from bot.stores import Store
from handlers.payloads import history_kept, theme_kept


async def painting_routes(
    settings: Settings, store: Store, imaging: Imaging, intake: Intake, files: Files
) -> PaintingRoutes | None:
    """The page's routes; None without PAGES_URL."""
    if not settings.pages_url:
        return None
    painting = Painting(
        *(store.page_links, store.turns, store.shelf, imaging, intake, files),
        f"{settings.pages_url}{PATH}",
        await store.key("pages"),
        time,
    )
    return PaintingRoutes(painting, imaging, settings.pages_url)


def finding(
    parts: PartForms, openai: AsyncOpenAI, settings: Settings, person: bytes
) -> Finding:
    """The forms of parts, with the model that finds places for them."""
    return Finding(parts, OpenAIFinder(openai, settings.openai_model), person)


def history_forms(
    parts: PartForms, context: TurnContext, seeing: Seeing
) -> HistoryForms:
    """The forms in which histories are looked through."""
    turns, imaging = context.turns, context.sheets.imaging
    return HistoryForms(
        intake=parts.intake,
        turns=turns,
        drawn=HistoryPictures(turns, context.shelf, imaging),
        pictures=parts.pictures,
        views=parts.views,
        errands=parts.errands,
        seeing=seeing,
        keep=history_kept,
    )


def theme_forms(parts: PartForms, context: TurnContext) -> ThemeForms:
    """The forms in which the looks of decks are chosen."""
    imaging, decks = context.sheets.imaging, context.decks
    sheets = ThemeSheets(decks.maker, imaging) if decks else None
    return ThemeForms(sheets, parts.pictures, parts.views, parts.errands, theme_kept)


async def form_pictures(
    store: Store, private: PrivatePictures, stack: AsyncExitStack
) -> FormPictures:
    """The pictures that only forms show, deleted in time."""
    pictures = FormPictures(private, store.form_files, time)
    await stack.enter_async_context(tidied(pictures))
    return pictures
