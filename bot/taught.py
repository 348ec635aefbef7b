"""Wires what workspaces teach the bot: characters and styles."""

from time import time

from openai import AsyncOpenAI

from bot.adapters.openai_describer import OpenAIDescriber
from bot.core.errands import Errands
from bot.core.identity.admins import Admins
from bot.core.identity.outsiders import Outsiders
from bot.core.names.limits import NameLimits
from bot.core.names.listing import NameLists
from bot.core.names.name_pictures import NamePictures
from bot.core.names.picture_sheets import PictureSheets
from bot.core.names.teaching import Teaching
from bot.core.ports import Files, Imaging, Memberships, Views
from bot.core.showing.form_pictures import FormPictures
from bot.settings import Settings
from bot.stores import Store


def name_pictures(store: Store, files: Files, errands: Errands) -> NamePictures:
    """The pictures of names; those that nothing needs any more are dropped at once."""
    pictures = NamePictures(store.turns, files, store.shelf, store.taught_names)
    errands.start(pictures.sweep(), "dropping pictures of names")
    return pictures


def names_of(
    pictures: NamePictures,
    here: tuple[Views, Errands, Admins, FormPictures, Imaging, Memberships],
    outsiders: Outsiders,
    model: tuple[AsyncOpenAI, bytes],
    settings: Settings,
) -> tuple[Teaching, NameLists]:
    """The forms that teach names, with the model that proposes sentences, and the lists
    of names."""
    views, errands, admins, shown, imaging, memberships = here
    openai, person = model
    describer = OpenAIDescriber(openai, settings.openai_model)
    limits = NameLimits(settings.most_kept, settings.most_kept_per_user, time)
    teaching = Teaching(pictures, views, errands, describer, person, limits, outsiders)
    sheets = PictureSheets(pictures.shelf, views, shown, imaging)
    lists = NameLists(
        *(pictures, views, errands, admins, sheets, memberships, outsiders)
    )
    return teaching, lists
