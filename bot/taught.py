"""Wires what workspaces teach the bot: characters and styles."""

from time import time

from openai import AsyncOpenAI

from bot.adapters.openai_describer import OpenAIDescriber
from bot.core.errands import Errands
from bot.core.names.limits import NameLimits
from bot.core.names.name_pictures import NamePictures
from bot.core.names.teaching import Teaching
from bot.core.ports import Files, Views
from bot.settings import Settings
from bot.stores import Store


def name_pictures(store: Store, files: Files, errands: Errands) -> NamePictures:
    """The pictures of names; those that nothing needs any more are dropped at once."""
    pictures = NamePictures(store.turns, files, store.shelf, store.taught_names)
    errands.start(pictures.sweep(), "dropping pictures of names")
    return pictures


def teaching(
    pictures: NamePictures,
    views: Views,
    errands: Errands,
    openai: AsyncOpenAI,
    settings: Settings,
    person: bytes,
) -> Teaching:
    """The forms that teach names, with the model that proposes sentences."""
    return Teaching(
        pictures,
        views,
        errands,
        OpenAIDescriber(openai, settings.openai_model),
        person,
        NameLimits(settings.most_kept, settings.most_kept_per_user, time),
    )
