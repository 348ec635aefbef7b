"""Translates a sheet of the core for the process that draws it."""

from bot.adapters.decoder.sheet_wire import Look, Tile, TiledSheet
from bot.core.turn.sheet import Cell, Sheet
from bot.core.turn.slots import Stage


def tiled(sheet: Sheet) -> TiledSheet:
    """The sheet in the process's form."""
    tiles = tuple(map(_tile, sheet.cells))
    return TiledSheet(tiles, sheet.ended, sheet.shape, sheet.of_slides)


def _tile(cell: Cell) -> Tile:
    failed = cell.stage is Stage.FAILED and not cell.picture
    return Tile(
        cell.number,
        _look(cell),
        min(cell.phase, 255),
        cell.why if failed else "",
        b"" if failed else cell.picture,
    )


def _look(cell: Cell) -> Look:
    match cell.stage:
        case Stage.WAITING:
            return Look.DEVELOPING if cell.picture else Look.WAITING
        case Stage.DEVELOPING:
            return Look.DEVELOPING if cell.picture else Look.BEGUN
        case Stage.FINISHED:
            return Look.FINISHED
        case Stage.FAILED:
            return Look.FINISHED if cell.picture else Look.FAILED
