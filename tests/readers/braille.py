"""What stands on braille displays of 40 and of 20 cells, as BRLTTY shows a terminal.

It is a model of BRLTTY with its settings as they come: the display is a window on the row of the
cursor, and moves by its own width until the cursor is in it. Nothing else of the screen exists.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

from tests.readers.reader import Reader

_CELLS: Final = (40, 20)


class Braille(Reader):
    """Feels the row of the cursor."""

    name: ClassVar[str] = "braille"
    speaks: ClassVar[bool] = False

    def heard(self) -> list[str]:
        """What each display shows, and in which cell the cursor is."""
        self.until_quiet()
        column, row = self.terminal.cursor
        text = self.terminal.rows[row]
        return [shown(text, column, cells) for cells in _CELLS]

    def _around(self, program: Path) -> Sequence[str]:
        return [str(program)]


def shown(row: str, column: int, cells: int) -> str:
    """A row through a window of so many cells; an empty one is not said to be blank."""
    first = column // cells * cells
    window = row[first : first + cells].rstrip()
    return f"{cells} cells, cursor in {column - first + 1}: {window}".rstrip()
