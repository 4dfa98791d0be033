"""BRLTTY: what braille displays of 40 and of 20 cells show, each with a BRLTTY of its own."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import ClassVar, Final

from tests.readers.brltty_display import Display, Line
from tests.readers.reader import SIZE, Reader

CELLS: Final = (40, 20)


class Brltty(Reader):
    """BRLTTY with its settings as they come, on a terminal like that of a Linux console.

    The program runs in a terminal of ours; what that shows is put before every BRLTTY as it comes.
    """

    name: ClassVar[str] = "brltty"
    package: ClassVar[str] = "brltty"
    speaks: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__()
        self._things = ExitStack()
        self.displays: list[Display] = []

    def start(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        size: tuple[int, int] = SIZE,
    ) -> None:
        """Switch the displays on, and start a program."""
        for cells in CELLS:
            display = Display(cells)
            self._things.callback(display.end)
            self.displays.append(display)
        super().start(command, environment, size)

    def heard(self) -> list[str]:
        """What each display shows, and in which cell the cursor is."""
        return [_told(cells, line) for cells, line in zip(CELLS, self.lines(), strict=True)]

    def lines(self) -> list[Line]:
        """The same, for each display, the larger first."""
        self.until_quiet()
        marks = [display.mark() for display in self.displays]
        return [each.line(mark) for each, mark in zip(self.displays, marks, strict=True)]

    def end(self) -> None:
        """End the program, then the displays."""
        self._things.callback(super().end)
        self._things.close()

    def _around(self, program: Path) -> Sequence[str]:
        return [str(program)]

    def _took_in(self) -> bool:
        came = super()._took_in()
        if came:
            for display in self.displays:
                display.show(self.terminal.rows, self.terminal.cursor)
        return came


def _told(cells: int, line: Line) -> str:
    where = "elsewhere" if line.cursor is None else f"in {line.cursor}"
    return f"{cells} cells, cursor {where}: {line.text}".rstrip()
