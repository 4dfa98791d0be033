"""Where one is on a page that is said a part at a time, and what comes before and after."""

from typing import NamedTuple

from sci_tui.layout.lines import Laid, Line, Piece
from sci_tui.layout.spoken import sentence_at, sentences
from sci_tui.plain.units import Unit, divided
from sci_tui.plain.window import Measure
from sci_tui.site.pages import Page
from sci_tui.site.session import Spot


class Place(NamedTuple):
    """The part of a page that was said last: the lines from ``start`` up to ``end``.

    Whatever the unit, its parts are the pieces of ``laid``: a sentence is a piece of one line, and
    a page that is said whole has no more than one.
    """

    page: Page
    measure: Measure
    unit: Unit
    laid: Laid
    start: int
    end: int

    @property
    def text(self) -> tuple[str, ...]:
        """What is said there."""
        said = tuple(line.text for line in self.laid.lines[self.start : self.end])
        return (*said, f"More: {self._next_section}.") if self._next_section else said

    @property
    def is_at_start(self) -> bool:
        """Whether nothing comes before."""
        return self.start == 0

    @property
    def is_at_end(self) -> bool:
        """Whether nothing comes after."""
        return self.end >= len(self.laid.lines)

    @property
    def line(self) -> int:
        """The first line there that is the page's own, not about its pieces."""
        piece = self.piece
        return piece.begins if self.start == piece.first else self.start

    @property
    def piece(self) -> Piece:
        """The piece it is in."""
        return self.laid.piece_of(self.start)

    @property
    def link_numbers(self) -> tuple[int, ...]:
        """The numbers of the links that are said there."""
        links = (line.link + 1 for line in self.laid.lines[self.start : self.end])
        return tuple(dict.fromkeys(number for number in links if number))

    @property
    def spot(self) -> Spot:
        """The same place in a way that survives another unit and another width."""
        line = self.laid.lines[self.start]
        return Spot(line.block, line.signs)

    # ------------------------------------------------------------ other places on the page

    def following(self) -> "Place":
        """What comes next, to the end of its piece."""
        return self._of(self.end, len(self.laid.lines))

    def preceding(self) -> "Place":
        """What comes before, from the beginning of its piece."""
        return self._replace(start=self.laid.piece_of(self.start - 1).first, end=self.start)

    @property
    def parts(self) -> int:
        """How many pieces there are."""
        return max(len(self.laid.pieces), 1)

    def part(self, number: int) -> "Place":
        """One of the pieces, the first being 1."""
        piece = self.laid.pieces[number - 1] if self.laid.pieces else self.laid.piece_of(0)
        return self._replace(start=piece.first, end=piece.end)

    def section(self, number: int) -> "Place":
        """A section, the first being 1, as far as it fits into a piece."""
        starts = [line for _, line in self.laid.sections] + [len(self.laid.lines)]
        return self._of(starts[number - 1], starts[number])

    def links(self, first: int, last: int) -> "Place":
        """Links that follow each other, by index, as far as they fit into a piece."""
        lines, stop = self.laid.lines, self.laid.first_lines[last]
        while stop < len(lines) and lines[stop].link == last:
            stop += 1
        return self._of(self.laid.first_lines[first], stop)

    def block(self, index: int) -> "Place":
        """The page from a block on, as far as it fits into a piece."""
        return self._of(self.laid.line_at(index, 0), len(self.laid.lines))

    def sentence(self, number: int) -> "Place":
        """One sentence of ``said_by_sentence``, by index."""
        said = self.said_by_sentence
        start = self.laid.line_at(said[number].block, said[number].signs)
        if number + 1 == len(said):
            return self._of(start, len(self.laid.lines))
        return self._of(start, self.laid.line_at(said[number + 1].block, said[number + 1].signs))

    # ------------------------------------------------------------ the page by sentence

    @property
    def said_by_sentence(self) -> tuple[Line, ...]:
        """The whole page, each sentence on a line of its own."""
        return sentences(self.page, self.measure.look)

    @property
    def sentence_number(self) -> int:
        """Which of those one is on."""
        return sentence_at(self.said_by_sentence, self.spot.block, self.spot.signs)

    @property
    def sentences_there(self) -> range:
        """Those that begin there, the one that one is on too."""
        said = self.said_by_sentence
        at = [
            sentence_at(said, line.block, line.signs)
            for line in self.laid.lines[self.line : self.end]
        ]
        if not at:
            return range(0)
        # What a piece says of itself is no sentence of the page.
        return range(0 if self.is_at_start else at[0], max(at) + 1)

    # ------------------------------------------------------------

    @property
    def _next_section(self) -> str:
        """The section that begins where this ends, unless a whole piece ends there too."""
        if self.end == self.piece.end:
            return ""
        return next((name for name, line in self.laid.sections if line == self.end), "")

    def _of(self, start: int, stop: int) -> "Place":
        return self._replace(start=start, end=min(stop, self.laid.piece_of(start).end))


def opened(
    page: Page,
    measure: Measure,
    spot: Spot | None = None,
    unit: Unit | None = None,
    before: tuple[str, ...] = (),
) -> Place:
    """A page at the piece that holds a spot, or at its first.

    Args:
        page: The page.
        measure: How much is said at once.
        spot: Where on it to be.
        unit: How much to say; without it a piece, or the whole page where there are none.
        before: Sentences to say before the page.
    """
    unit = unit or (Unit.PIECE if measure.rows else Unit.WHOLE)
    laid = divided(page, measure, unit, before)
    piece = laid.piece_of(laid.line_at(spot.block, spot.signs) if spot else 0)
    return Place(page, measure, unit, laid, piece.first, piece.end)
