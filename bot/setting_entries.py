"""The table of settings: the meaning of each, and where a person finds its value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any


class SettingsError(Exception):
    """A setting is missing or wrong. The sentence says which one, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table. A default of None means that a value is required."""

    name: str
    meaning: str
    default: str | None
    where: str
    read: Callable[[str], Any]

    def value(self, texts: Mapping[str, str]) -> Any:
        """The value in these texts, or the default."""
        text = texts.get(self.name, self.default)
        if text is None:
            raise self.missing()
        try:
            return self.read(text)
        except ValueError as error:
            look = f"; see {self.where}" if self.where else ""
            raise SettingsError(f"{self.name} {error}{look}.") from None

    def missing(self, because: str = "") -> SettingsError:
        """The error if the setting is missing. `because` names another setting that
        needs this one."""
        verb = f"Copy it from {self.where}" if self.where else "Write it"
        needed = f" is missing, and {because} needs it" if because else " is missing"
        return SettingsError(
            f"{self.name}{needed}. {verb} into `.env`, or set it in the environment."
        )


def setting(
    read: Callable[[str], Any],
    meaning: str,
    default: str | None = "",
    where: str = "",
    *,
    hide: bool = False,
) -> Any:
    """A field of a dataclass of settings; `hide` keeps it out of the repr."""
    notes = {"meaning": meaning, "default": default, "where": where, "read": read}
    return field(repr=not hide, metadata=notes)


def entries(settings: type[Any]) -> dict[str, Entry]:
    """The table, by field name, in the order in which people should meet it."""
    return {
        each.name: Entry(name=each.name.upper(), **each.metadata)
        for each in fields(settings)
    }
