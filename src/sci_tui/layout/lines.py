"""What a laid-out page is: lines of spans, each with a role that a theme gives a colour."""

from enum import StrEnum
from typing import Final, NamedTuple

from sci_tui.site.pages import Link

WIDEST_TEXT: Final = 90
"""Columns beyond which a line of prose is hard to follow."""


class Role(StrEnum):
    """What a span of text is, so that a theme can give it a look."""

    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    PROSE = "prose"
    KEY = "key"
    QUIET = "quiet"
    LABEL = "label"
    LINK = "link"
    NUMBER = "number"
    FULL = "full"
    EMPTY = "empty"
    MATCH = "match"
    CODE = "code"


class Look(NamedTuple):
    """How to lay a page out.

    ``spoken`` is for ears and fingers: no pictures, no columns, no blanks that a braille line
    would begin with, and each number with a full stop. ``ascii_only`` keeps to signs that every
    terminal has.
    """

    width: int
    spoken: bool = False
    ascii_only: bool = False


class Span(NamedTuple):
    """A run of text with one role."""

    text: str
    role: Role


class Line(NamedTuple):
    """One row. ``link`` is the index of the link it belongs to, or -1.

    ``block`` and ``signs`` say which block of the page it shows and how many of the block's signs,
    not counting blanks, come before it, so that the same place is found again at another width.
    """

    spans: tuple[Span, ...]
    block: int = -1
    signs: int = 0
    link: int = -1

    @property
    def text(self) -> str:
        """The row as plain text."""
        return "".join(span.text for span in self.spans)

    @property
    def is_of_code(self) -> bool:
        """Whether it is one row of a code, which is nothing without the others."""
        return any(span.role is Role.CODE for span in self.spans)


class Piece(NamedTuple):
    """One piece of a page that is divided, as numbers of lines.

    It goes from ``first`` up to but without ``end``. Before ``begins`` it says which piece it is;
    if it ``has_more``, its last line says so.
    """

    first: int
    begins: int
    end: int
    has_more: bool

    @property
    def more(self) -> int:
        """The line that says that more comes, or -1."""
        return self.end - 1 if self.has_more else -1


class Laid(NamedTuple):
    """A laid-out page: its lines, its links in order, and the lines at which sections begin."""

    lines: tuple[Line, ...]
    links: tuple[Link, ...]
    sections: tuple[tuple[str, int], ...]
    first_lines: tuple[int, ...] = ()
    """The line on which each link begins."""
    pieces: tuple[Piece, ...] = ()
    """The pieces it is divided into, if it is."""

    def piece_of(self, line: int) -> Piece:
        """The piece a line is in; the whole page where it is not divided."""
        holding = (piece for piece in self.pieces if piece.first <= line < piece.end)
        return next(holding, Piece(0, 0, len(self.lines), has_more=False))

    def line_at(self, block: int, signs: int) -> int:
        """The line that holds a place in a block: where a reader was at another width."""
        held = 0
        for index, line in enumerate(self.lines):
            if (line.block, line.signs) > (block, signs):
                break
            if line.text:
                held = index
        return held
