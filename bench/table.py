"""The rows as one aligned table."""

from collections.abc import Iterable, Iterator
from typing import Final

from bench.figures import Row

HEAD: Final = ("measure", "goal", "ours", "peer", "ratio", "met")
"""The columns, as the fields of a row are in order."""


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """The head, then a line for each row; a row without figures says why there are none."""
    rows = list(rows)
    cells = [HEAD, *(row.cells for row in rows if not row.trouble)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEAD))]
    yield _line(HEAD, widths)
    yield _line(["-" * width for width in widths], widths)
    for row in rows:
        yield _line(row.cells, widths)


def recordings(rows: Iterable[Row]) -> Iterator[str]:
    """What was written to the terminal, where a row has an example of it."""
    for row in rows:
        if row.written:
            yield f"{row.what}: {row.written}"


def _line(cells: Iterable[str], widths: Iterable[int]) -> str:
    # A row without figures has fewer cells than there are columns.
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=False))
    return "  ".join(padded).rstrip()
