"""A page in pieces, each said in half a minute: what ears take in at once, and what never scrolls.

The lines of all pieces follow each other, so that a place on a page is one number however it is
divided. A piece begins by saying which it is and, but for the last, ends by saying that more comes.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from sci_tui.layout.characters import ascii_text
from sci_tui.layout.flow import ended, lay_out
from sci_tui.layout.lines import Laid, Line, Look, Piece, Role, Span
from sci_tui.layout.spoken import introduction, sentences
from sci_tui.layout.wrapping import wrapped
from sci_tui.site.pages import Page

MOST_CHARACTERS: Final = 450
"""Thirty seconds of speech at 15 characters a second."""
MOST_LINKS: Final = 9
_SHORT_TITLE: Final = 40
"""Characters of a title that every piece of its page can begin with."""
_MANY: Final = 999
"""Room is kept for a number of pieces with so many digits."""
_FEWEST_ROWS: Final = 2
"""Rows of its own that a piece has however little room there is."""


def in_pieces(page: Page, look: Look, rows: int, before: Sequence[str] = ()) -> Laid:
    """The page laid out as it is said, in pieces of at most so many rows.

    Args:
        page: What to lay out.
        look: How; it has to be a spoken one.
        rows: How many rows a piece may have.
        before: Sentences to say before anything else.
    """
    return _Divided(page, look, rows, before).laid()


def without_opening(laid: Laid) -> Laid:
    """The same, not saying again what was said before anything else; every line stays in place."""
    title = next(i for i, line in enumerate(laid.lines) if line.spans[0].role is Role.TITLE)
    first, *others = (piece for piece in laid.pieces if piece.end > title)
    return laid._replace(pieces=(first._replace(first=title), *others))


class _Atom(NamedTuple):
    """Lines that stay together if they can: a sentence, a link, a heading and what follows it."""

    start: int
    end: int
    begins_section: bool


class _Room(NamedTuple):
    """What still fits into a piece."""

    rows: int
    characters: int


class _Divided:
    """Divides one page: first what is said before it, then its own lines."""

    def __init__(self, page: Page, look: Look, rows: int, before: Sequence[str]) -> None:
        self._page = page
        self._look = look
        self._rows = rows
        self._before = before
        self._whole = lay_out(page, look)
        self._title = tuple(line for line in self._whole.lines if line.block == -1)
        self._begin(_MANY)

    def laid(self) -> Laid:
        """The lines of all pieces, and where each begins and ends."""
        cuts = tuple(self._cuts())
        if len(cuts) == 1 or cuts[0][1] < len(self._head):
            # A page in one piece does not say which this is, nor does one whose title fills the
            # first.
            self._begin(0)
            cuts = tuple(self._cuts())
        else:
            self._begin(len(cuts))
        return self._cut(cuts)

    def _begin(self, among: int) -> None:
        """Put what is said first before the page's own lines; 0 for a page that is not divided."""
        self._head = tuple(self._titled(among))
        self._lines = self._head + self._whole.lines[len(self._title) :]

    def _cut(self, cuts: tuple[tuple[int, int], ...]) -> Laid:
        lines: list[Line] = []
        pieces: list[Piece] = []
        moved: dict[int, int] = {}
        for number, (start, end) in enumerate(cuts, start=1):
            first = len(lines)
            lines.extend(self._opening(number, len(cuts), start))
            begins = first + min(len(self._head), end) if number == 1 else len(lines)
            moved |= {old: len(lines) + old - start for old in range(start, end)}
            lines.extend(self._lines[start:end])
            if number < len(cuts):
                lines.append(self._more(number + 1, len(cuts), end))
            pieces.append(Piece(first, begins, len(lines), has_more=number < len(cuts)))
        shift = len(self._head) - len(self._title)
        return Laid(
            tuple(lines),
            self._whole.links,
            tuple((name, moved[line + shift]) for name, line in self._whole.sections),
            tuple(moved[line + shift] for line in self._whole.first_lines),
            tuple(pieces),
        )

    # ------------------------------------------------------------ where to cut

    def _cuts(self) -> Iterator[tuple[int, int]]:
        """The lines of each piece, from the first up to but without the last."""
        start = end = 0
        room = self._room(1)
        for atom in self._atoms():
            if end > start and self._breaks_before(atom, start, end, room):
                yield start, end
                start, room = end, self._room(2)
            while not self._fits(start, atom.end, room):
                # Longer than a piece by itself.
                end = max(start + 1, self._last_that_fits(start, atom.end, room))
                yield start, end
                start, room = end, self._room(2)
            end = atom.end
        yield start, end

    def _breaks_before(self, atom: _Atom, start: int, end: int, room: _Room) -> bool:
        """Whether a piece ends before what comes next: it is full, or half full and a section."""
        own = max(start, len(self._head))
        half = self._characters(own, end) > (room.characters - self._characters(start, own)) // 2
        return not self._fits(start, atom.end, room) or (atom.begins_section and half)

    def _fits(self, start: int, end: int, room: _Room) -> bool:
        links = {line.link for line in self._lines[start:end] if line.link >= 0}
        return (
            end - start <= room.rows
            and self._characters(start, end) <= room.characters
            and len(links) <= MOST_LINKS
        )

    def _last_that_fits(self, start: int, end: int, room: _Room) -> int:
        return max((e for e in range(start, end) if self._fits(start, e, room)), default=start)

    def _characters(self, start: int, end: int) -> int:
        return sum(len(line.text) for line in self._lines[start:end])

    def _room(self, number: int) -> _Room:
        """What the first or a later piece has for the page's own lines."""
        opening = self._opening(1 if number == 1 else _MANY, _MANY, len(self._head))
        taken = [*opening, self._more(_MANY, _MANY, 1)]
        characters = sum(len(line.text) for line in taken)
        rows = max(self._rows - len(taken), _FEWEST_ROWS)
        return _Room(rows, max(MOST_CHARACTERS - characters, self._look.width))

    def _atoms(self) -> Iterator[_Atom]:
        starts = {(line.block, line.signs) for line in sentences(self._page, self._look)}
        shift = len(self._head) - len(self._title)
        sections = {line + shift for _, line in self._whole.sections}
        start = 0
        for index in range(1, len(self._lines)):
            above, line = self._lines[index - 1], self._lines[index]
            begins = (line.block, line.signs) in starts or line.link != above.link
            if index < len(self._head):
                begins = line.signs != above.signs
            if begins and not _belong_together(above, line):
                yield _Atom(start, index, start in sections)
                start = index
        yield _Atom(start, len(self._lines), start in sections)

    # ------------------------------------------------------------ what a piece says of itself

    def _titled(self, among: int) -> Iterator[Line]:
        """What comes first: the title, the way to it, how much there is to choose, which piece."""
        for number, sentence in enumerate(self._before):
            yield from self._said(sentence, Role.QUIET, -1, number - len(self._before))
        yield from self._title
        after = sum(len("".join(line.text.split())) for line in self._title)
        for number, sentence in enumerate(self._introduction(among)):
            yield from self._said(sentence, Role.QUIET, -1, after + number)

    def _introduction(self, among: int) -> Iterator[str]:
        way = [*introduction(self._page)]
        count = way.pop() if way else ""
        yield from way
        # In as many rows however many pieces there are.
        if among and len(f"{count} {_which(1, _MANY)}") <= self._look.width:
            yield f"{count} {_which(1, among)}".lstrip()
        else:
            if count:
                yield count
            if among:
                yield _which(1, among)

    def _opening(self, number: int, among: int, start: int) -> Iterator[Line]:
        """The lines that say which piece a later one is."""
        if number > 1:
            title = self._page.title
            short = len(title) <= _SHORT_TITLE
            named = f"{ended(title)} {_which(number, among)}" if short else _which(number, among)
            at = self._lines[min(start, len(self._lines) - 1)]
            yield from self._said(named, Role.QUIET, at.block, at.signs)

    def _more(self, number: int, among: int, end: int) -> Line:
        above = self._lines[end - 1]
        text = f"More: page {number} of {among}."
        return Line((Span(text, Role.QUIET),), above.block, above.signs + 1)

    def _said(self, sentence: str, role: Role, block: int, signs: int) -> Iterator[Line]:
        shown = ascii_text(sentence) if self._look.ascii_only else sentence
        for row in wrapped(shown, self._look.width):
            yield Line((Span(row, role),), block, signs)


def _which(number: int, among: int) -> str:
    return f"Page {number} of {among}."


def _belong_together(above: Line, below: Line) -> bool:
    """Whether two lines stay together: those of one link, a heading and what stands below it."""
    if above.link >= 0:
        return above.link == below.link
    return any(span.role in (Role.HEADING, Role.SUBHEADING) for span in above.spans)
