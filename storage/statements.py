"""Statements that are the same on both engines, with PostgreSQL's placeholders."""

from typing import Final

LINEAGE: Final = """
    with recursive line (id, parent) as (
        select id, parent from turns where id = %s
        union select t.id, t.parent from turns t join line on t.id = line.parent
    )
    select t.* from turns t join line on t.id = line.id order by t.id
"""
NEWEST: Final = """
    id in (
        select id from turns where team = %s and channel = %s and thread = %s
        order by id desc limit %s
    )
"""
"""A condition: among the newest turns of a thread."""
