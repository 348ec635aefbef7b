"""Reads values that are stored as JSON.

They may be older than this program, or newer while several processes are being
replaced: missing fields get their default, and unknown ones are left out.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = Mapping[str, Any]


def known(kind: "type[DataclassInstance]", kept: Row) -> dict[str, Any]:
    """Those of the stored fields that the class still has."""
    return {each.name: kept[each.name] for each in fields(kind) if each.name in kept}
