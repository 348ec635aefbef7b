"""Statements that are the same on both engines, with PostgreSQL's placeholders."""

from typing import Final

LINEAGE: Final = """
    with recursive line (id, parent) as (
        select id, parent from turns where id = %s
        union select t.id, t.parent from turns t join line on t.id = line.parent
    )
    select t.* from turns t join line on t.id = line.id order by t.id
"""
