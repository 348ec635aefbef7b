"""Pillow's own font as a file in memory, for libraries that only read fonts from
files."""

import os
import sys
from dataclasses import dataclass
from functools import cache

from PIL import ImageFont


@dataclass(frozen=True, slots=True)
class FontFile:
    """Where it is, and the name of its family."""

    path: str
    name: str


@cache
def font_file() -> FontFile | None:
    """The font; None on systems that have no files in memory.

    The first call has to come before this process may no longer write.
    """
    if sys.platform != "linux":
        return None
    found = ImageFont.load_default()
    if not isinstance(found, ImageFont.FreeTypeFont):
        return None
    file = os.memfd_create("font")
    os.write(file, found.font_bytes)
    return FontFile(f"/proc/self/fd/{file}", str(found.getname()[0]))
