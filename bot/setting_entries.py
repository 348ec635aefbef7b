"""The table of settings: the meaning of each, and where a person finds its value."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final

SEVERAL: Final = (
    "These settings are missing. Write them into `.env`, or set them in the "
    "environment:"
)


class SettingsError(Exception):
    """A setting is missing or wrong. The sentence says which one, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table. A default of None means that a value is required: without
    one, it is empty."""

    name: str
    meaning: str
    default: str | None
    where: str
    read: Callable[[str], Any]

    def value(self, texts: Mapping[str, str]) -> Any:
        """The value in these texts, or the default."""
        text = texts.get(self.name, self.default or "")
        try:
            return self.read(text)
        except ValueError as error:
            look = f"; see {self.where}" if self.where else ""
            raise SettingsError(f"{self.name} {error}{look}.") from None


@dataclass(frozen=True, slots=True)
class Missing:
    """A setting that has no value but needs one: always, or because of another
    setting."""

    entry: Entry
    because: str = ""

    @property
    def sentence(self) -> str:
        """What to do if nothing else is missing."""
        name, where = self.entry.name, self.entry.where
        verb = f"Copy it from {where}" if where else "Write it"
        needed = f", and {self.because} needs it" if self.because else ""
        return (
            f"{name} is missing{needed}. {verb} into `.env`, or set it in the "
            f"environment."
        )

    @property
    def line(self) -> str:
        """Its line in a list."""
        needed = f", which {self.because} needs" if self.because else ""
        comma = "," if needed else ""
        where = f"{comma} from {self.entry.where}" if self.entry.where else ""
        return f"  {self.entry.name}{needed}{where}"


def all_missing(missing: Sequence[Missing]) -> SettingsError:
    """The error that names all of these."""
    if len(missing) == 1:
        return SettingsError(missing[0].sentence)
    lines = (each.line for each in missing)
    return SettingsError("\n".join((SEVERAL, *lines)))


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
