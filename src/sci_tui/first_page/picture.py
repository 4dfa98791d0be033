"""The first page as cells: a row that says where one is, the page, its facts, a row below."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from sci_tui.first_page.colours import Colours
from sci_tui.layout.bars import hints, room, way_to
from sci_tui.layout.beside import WIDEST_PAGE, facts, stands_beside
from sci_tui.layout.beside import WIDTH as FACTS_WIDTH
from sci_tui.layout.characters import ascii_text, columns
from sci_tui.layout.flow import lay_out
from sci_tui.layout.lines import WIDEST_TEXT, Line, Look, Role
from sci_tui.layout.window import MARGIN, RIGHT, marker, opened
from sci_tui.layout.wrapping import wrapped
from sci_tui.site.commands import Command
from sci_tui.site.pages import Page

_BOLD: Final = (Role.TITLE, Role.HEADING, Role.SUBHEADING, Role.KEY)
_MOST_NOTICE_ROWS: Final = 5
_FACTS_LEFT: Final = 2
_PLAIN: Final = "\x1b[0m"


class Run(NamedTuple):
    """Some cells of a row that look the same: what stands in them, and what makes it look so."""

    text: str
    look: str


Row = Sequence[Run]


class Picture:
    """The first page of a reader, in a window of a size.

    Args:
        page: What is read.
        commands: Every command, with the reader's own keys.
        notices: Sentences to show at the start.
        size: Columns and rows of the window.
        colours: The colours of each role.
        ascii_only: Whether only signs are used that every terminal has.
    """

    def __init__(
        self,
        page: Page,
        commands: tuple[Command, ...],
        notices: tuple[str, ...],
        size: tuple[int, int],
        colours: Colours,
        *,
        ascii_only: bool,
    ) -> None:
        self._page = page
        self._commands = commands
        self._notices = notices
        self._width, self._height = size
        self._colours = colours
        self._ascii_only = ascii_only

    def text(self) -> str:
        """All that is written to the terminal, the cursor at last on the reading line."""
        below = list(self._below())
        height = self._height - 1 - len(below)
        body, row = self._body(height)
        shown = (self._above(), *body, *below)
        rows = (f"\x1b[{y};1H{_written(row)}" for y, row in enumerate(shown, start=1))
        return f"{''.join(rows)}\x1b[{row + 2};{MARGIN + 1}H"

    def _above(self) -> Row:
        way = way_to(self._page, room(self._width), ascii_only=self._ascii_only)
        return self._bar(way, "bar-background", "bar")

    def _below(self) -> Iterator[Row]:
        if not self._notices:
            hinted = hints(self._commands, self._page, room(self._width))
            yield self._bar(hinted, "bar-background", "bar")
            return
        said = " ".join(self._notices)
        rows = wrapped(ascii_text(said) if self._ascii_only else said, room(self._width))
        for row in rows[:_MOST_NOTICE_ROWS]:
            yield self._bar(row, "notice-background", "notice", bold=True)

    def _bar(self, text: str, ground: str, ink: str, *, bold: bool = False) -> Row:
        blanks = " " * (self._width - 1 - columns(text))
        return (Run(f" {text}{blanks}", self._colours.on(ground, ink, bold=bold)),)

    def _body(self, height: int) -> tuple[list[Row], int]:
        """The rows between the bars, and the one of them that the reader is on."""
        width, beside = self._width, [(), *self._facts()]
        if stands_beside(self._page, width):
            width = min(width - FACTS_WIDTH, WIDEST_PAGE)
        look = Look(min(width - MARGIN - RIGHT, WIDEST_TEXT), ascii_only=self._ascii_only)
        laid = lay_out(self._page, look)
        window, on = opened(laid, height, is_list=self._page.is_list and bool(laid.links))
        lines = laid.lines[window.top : window.top + height]
        at = on - window.top
        drawn = [
            self._drawn(line, width, is_marked=y == at)
            for y, line in zip_longest(range(height), lines, fillvalue=Line(()))
        ]
        if width == self._width:
            return drawn, at
        rows = zip_longest(drawn, beside[:height], fillvalue=())
        return [(*row, *self._filled(fact, self._width - width)) for row, fact in rows], at

    def _drawn(self, line: Line, width: int, *, is_marked: bool) -> Row:
        """A line of the page; blanks take the look of the text beside them."""
        runs = [Run(span.text, self._look(span.role)) for span in line.spans] or [
            Run("", self._colours.on("background", "prose"))
        ]
        mark = (
            Run(marker(ascii_only=self._ascii_only), self._colours.on("background", "marker"))
            if is_marked
            else Run(" ", runs[0].look)
        )
        runs[0] = runs[0]._replace(text=" " * (MARGIN - 1) + runs[0].text)
        blanks = width - 1 - sum(columns(run.text) for run in runs)
        return (mark, *runs, Run(" " * blanks, runs[-1].look))

    def _look(self, role: Role) -> str:
        ground = "code-background" if role is Role.CODE else "background"
        return self._colours.on(ground, role, bold=role in _BOLD)

    def _facts(self) -> Iterator[Row]:
        for label, rows in facts(self._page, self._height, ascii_only=self._ascii_only):
            yield (Run(label, self._colours.on("background", "quiet", bold=True)),)
            for row in rows:
                yield (Run(row, self._colours.on("background", "quiet")),)
            yield ()

    def _filled(self, fact: Row, width: int) -> Row:
        """A row of facts with what is empty around it."""
        empty = self._colours.on("background", "quiet")
        blanks = width - _FACTS_LEFT - sum(columns(run.text) for run in fact)
        return (Run(" " * _FACTS_LEFT, empty), *fact, Run(" " * blanks, empty))


def _written(row: Row) -> str:
    """A row as it is written: each look once, and none left over at its end."""
    text, look = "", ""
    for run in row:
        if run.text:
            text += run.text if run.look == look else f"{_PLAIN}{run.look}{run.text}"
            look = run.look
    return text + _PLAIN
