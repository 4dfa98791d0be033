"""Words into rows."""

import textwrap


def wrapped(text: str, width: int) -> list[str]:
    """The text in rows of at most ``width`` columns, never breaking a word that fits a row."""
    rows = textwrap.wrap(text, max(width, 1), break_on_hyphens=False)
    # A row that is full, its blank included, keeps that blank before a word too long for any row.
    return [row.rstrip() for row in rows] or [""]


def column_widths(cells: list[list[str]], width: int, gap: int) -> list[int] | None:
    """How wide each column of a table is, the widest giving way first.

    None where there is too little room for a table.
    """
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    room = width - gap * (len(widths) - 1)
    while sum(widths) > room:
        widest = widths.index(max(widths))
        widths[widest] -= 1
        if widths[widest] < _NARROWEST:
            return None
    return widths


_NARROWEST = 12
"""A column of prose narrower than this is harder to read than sentences."""
