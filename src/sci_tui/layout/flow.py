"""A page becomes lines."""

from collections.abc import Iterator
from itertools import groupby
from typing import assert_never

from sci_tui.layout.characters import ascii_text, marked, spoken_text
from sci_tui.layout.lines import Laid, Line, Look, Role, Span
from sci_tui.layout.wrapping import column_widths, wrapped
from sci_tui.site.pages import (
    Aside,
    Block,
    Choice,
    Code,
    Fields,
    Heading,
    Items,
    KeyText,
    Link,
    Page,
    Picture,
    Quote,
    Table,
    Text,
    number_of,
    numbered,
)

_GAP = 2
_NARROW = 60
"""Columns below which labels and notes stand above what they belong to, not beside it."""

Row = tuple[Span, ...]


def lay_out(page: Page, look: Look) -> Laid:
    """The page in lines of at most ``look.width`` columns."""
    flow = _Flow(page, look)
    lines = tuple(flow.lines())
    return Laid(lines, page.links, tuple(flow.sections), tuple(flow.first_lines))


class _Flow:
    """Lays out one page, counting its links and lines on the way."""

    def __init__(self, page: Page, look: Look) -> None:
        self._page = page
        self._look = look
        self._number = 0
        self._digits = max((len(str(number)) for _, number in numbered(page.links)), default=1)
        self._count = 0
        ranks = [block.rank for block in page.blocks if isinstance(block, Heading)]
        self._section_rank = min(ranks, default=1)
        self.sections: list[tuple[str, int]] = []
        self.first_lines: list[int] = []

    def lines(self) -> Iterator[Line]:
        """Every line: the title, then block by block."""
        for index, block in enumerate((None, *self._page.blocks)):
            for line in self._block_lines(index - 1, block):
                yield line
                self._count += 1

    def _block_lines(self, index: int, block: Block | None) -> Iterator[Line]:
        if self._needs_space(index, block):
            yield Line((), index)
        if isinstance(block, Heading) and block.rank == self._section_rank:
            self.sections.append((block.text, self._count))
        link = -1
        if isinstance(block, Link):
            link = self._number
            self._number += 1
            self.first_lines.append(self._count)
        signs = 0
        for row in self._rows(block):
            spans = tuple(Span(self._shown(span.text), span.role) for span in row)
            yield Line(spans, index, signs, link)
            signs += sum(len("".join(span.text.split())) for span in row)

    def _needs_space(self, index: int, block: Block | None) -> bool:
        """Whether an empty line parts this block from the one before."""
        if self._look.spoken or index < 0:
            return False
        before = self._page.blocks[index - 1] if index else None
        match block:
            case Heading(rank=1):
                return True
            case Heading():
                return not isinstance(before, Heading)
            case Link():
                return not isinstance(before, Link | Heading)
            case Picture() | Code():
                return not isinstance(before, Heading)
            case Aside():
                if before is None:
                    return not self._page.is_list
                return not isinstance(before, Aside | Heading | KeyText)
            case _:
                return not isinstance(before, Heading)

    def _shown(self, text: str) -> str:
        if self._look.spoken:
            text = spoken_text(text)
        return ascii_text(text) if self._look.ascii_only else text

    def _rows(self, block: Block | None) -> Iterator[Row]:
        match block:
            case None:
                yield from self._prose(self._page.title, Role.TITLE)
            case Heading():
                yield from self._heading(block)
            case Text(sentences):
                yield from self._paragraph(sentences, Role.PROSE)
            case KeyText(sentences):
                yield from self._paragraph(sentences, Role.KEY)
            case Aside(text):
                yield from self._prose(text, Role.QUIET)
            case Items():
                yield from self._items(block)
            case Fields():
                yield from self._fields(block)
            case Table():
                yield from self._table(block)
            case Picture():
                yield from self._picture(block)
            case Code():
                yield from self._code(block)
            case Link():
                yield from self._link(block)
            case _:
                assert_never(block)

    def _prose(self, text: str, role: Role, first: str = "", rest: str = "") -> Iterator[Row]:
        """Rows of one paragraph, the first row after ``first`` and the others after ``rest``."""
        # Longer or shorter signs change the width of a row, so they come before the wrapping.
        rows = wrapped(self._shown(text), self._look.width - len(rest or first))
        for index, row in enumerate(rows):
            before = first if index == 0 else rest
            yield (Span(before, Role.NUMBER), Span(row, role)) if before else (Span(row, role),)

    def _paragraph(
        self, sentences: tuple[str, ...], role: Role, first: str = "", rest: str = ""
    ) -> Iterator[Row]:
        """Rows of sentences; by ear each begins a row of its own, so that it is said whole."""
        if not self._look.spoken:
            yield from self._prose(" ".join(sentences), role, first, rest)
            return
        for sentence in sentences:
            yield from self._prose(sentence, role, first)
            first = ""

    def _heading(self, block: Heading) -> Iterator[Row]:
        role = Role.HEADING if block.rank == 1 else Role.SUBHEADING
        note = f" ({block.note})" if block.note else ""
        if self._look.spoken:
            yield from self._prose(ended(f"Heading: {block.text}{note}"), role)
            return
        if block.rank > 1:
            yield from self._prose(block.text + note, role)
            return
        text = block.text.upper()
        room = self._look.width - len(text) - _GAP
        if block.note and len(block.note) <= room:
            yield (Span(text, Role.HEADING), Span(f"  {block.note}", Role.QUIET))
        else:
            yield from self._prose(text, Role.HEADING)

    def _items(self, block: Items) -> Iterator[Row]:
        for number, item in enumerate(block.items, start=1):
            first = f"{number}. " if block.numbered else "- "
            yield from self._paragraph(item.sentences, Role.PROSE, first, " " * len(first))

    def _fields(self, block: Fields) -> Iterator[Row]:
        longest = max(len(label) for label, _ in block.rows) + _GAP
        beside = not self._look.spoken and self._look.width >= _NARROW
        for label, value in block.rows:
            if beside and longest <= self._look.width // 3:
                yield from self._labelled(label.ljust(longest), value)
            else:
                yield from self._labelled(f"{label}: ", value, hanging=False)

    def _labelled(self, label: str, value: str, *, hanging: bool = True) -> Iterator[Row]:
        if hanging:
            rows = wrapped(self._shown(value), self._look.width - len(label))
            for index, row in enumerate(rows):
                before = label if index == 0 else " " * len(label)
                yield (Span(before, Role.LABEL), Span(row, Role.PROSE))
            return
        first, *others = wrapped(self._shown(label + value), self._look.width)
        if first.startswith(label.rstrip()):
            cut = min(len(label), len(first))
            yield (Span(first[:cut], Role.LABEL), Span(first[cut:], Role.PROSE))
        else:
            yield (Span(first, Role.PROSE),)
        for row in others:
            yield (Span(row, Role.PROSE),)

    def _table(self, block: Table) -> Iterator[Row]:
        cells = [list(block.columns), *(list(row) for row in block.rows)]
        widths = None if self._look.spoken else column_widths(cells, self._look.width, _GAP)
        if widths is None:
            for row in block.rows:
                told = (
                    f"{column}: {cell}" for column, cell in zip(block.columns, row, strict=True)
                )
                yield from self._prose(" ".join(ended(cell) for cell in told), Role.PROSE)
            return
        for index, cell_row in enumerate(cells):
            role = Role.LABEL if index == 0 else Role.PROSE
            yield from self._table_row(cell_row, widths, role)

    def _table_row(self, cells: list[str], widths: list[int], role: Role) -> Iterator[Row]:
        columns = [
            wrapped(self._shown(cell), width) for cell, width in zip(cells, widths, strict=True)
        ]
        for index in range(max(len(column) for column in columns)):
            parts = (
                (column[index] if index < len(column) else "").ljust(width)
                for column, width in zip(columns, widths, strict=True)
            )
            yield (Span((" " * _GAP).join(parts).rstrip(), role),)

    def _picture(self, block: Picture) -> Iterator[Row]:
        if not self._look.spoken:
            # Most pages have no figure, and do not load what figures are.
            from sci_tui.layout.figures import drawn  # noqa: PLC0415

            yield from drawn(block.figure, self._look.width)
        yield from self._paragraph(block.sentences, Role.PROSE)
        if block.note:
            yield from self._prose(block.note, Role.QUIET)

    def _code(self, block: Code) -> Iterator[Row]:
        """The code with its sentences below it; by ear, and where it has no room, those alone."""
        if not self._look.spoken:
            from sci_tui.layout.codes import drawn  # noqa: PLC0415

            yield from drawn(block, self._look)
        yield from self._paragraph(block.sentences, Role.PROSE)

    def _link(self, block: Link) -> Iterator[Row]:
        number = number_of(block, self._number)
        if self._look.spoken:
            yield from self._spoken_link(block, number)
            return
        first = f"{number:>{self._digits}}  "
        rest = " " * len(first)
        rows = list(self._prose(block.text, Role.LINK, first, rest))
        yield from self._with_note(rows, block.note, rest)
        for part in block.detail.split("\n") if block.detail else ():
            yield from self._prose(part, Role.QUIET, rest, rest)
        if block.quote:
            yield from self._quote(block.quote, rest)

    def _quote(self, quote: Quote, before: str) -> Iterator[Row]:
        """A sentence with signs around the words that were looked for, beside their look."""
        parts = [
            (self._shown(marked(text) if is_marked else text), is_marked)
            for text, is_marked in quote.parts
        ]
        are_marked = iter([is_marked for text, is_marked in parts for _ in "".join(text.split())])
        for row in wrapped("".join(text for text, _ in parts), self._look.width - len(before)):
            yield (Span(before, Role.NUMBER), *_spans(row, are_marked))

    def _spoken_link(self, block: Link, number: int) -> Iterator[Row]:
        """What a link is in its first rows, so that it is said whole; each detail after them."""
        # Findings are numbered too; only in a list can a bare number be nothing else.
        first = f"{number}. " if self._page.is_list else f"Link {number}: "
        beside = _state(block.choice, block.note) if block.choice else block.note
        said = " ".join(ended(part) for part in (block.text, _begun(beside)) if part)
        yield from self._prose(said, Role.LINK, first)
        for part in block.detail.split("\n") if block.detail else ():
            yield from self._prose(ended(_begun(part)), Role.QUIET)
        if block.quote:
            yield from self._prose(ended(block.quote.sentence), Role.QUIET)

    def _with_note(self, rows: list[Row], note: str, rest: str) -> Iterator[Row]:
        """The rows of a link with its note at the right of the first, or below where it is long."""
        note = self._shown(note)
        taken = sum(len(span.text) for span in rows[0])
        room = self._look.width - taken - _GAP
        if note and len(rows) == 1 and len(note) <= room and self._look.width >= _NARROW:
            padding = " " * (room - len(note) + _GAP)
            yield (*rows[0], Span(padding + note, Role.QUIET))
            return
        yield from rows
        if note:
            yield from self._prose(note, Role.QUIET, rest, rest)


def _spans(row: str, are_marked: Iterator[bool]) -> Iterator[Span]:
    """A row of a sentence, as it is told of each sign in turn whether it is marked."""
    told = [not sign.isspace() and next(are_marked) for sign in row]
    for at, sign in enumerate(row):
        # A blank between marked words is marked with them.
        told[at] = told[at] or (sign.isspace() and told[at - 1] and told[at + 1])
    at = 0
    for is_marked, signs in groupby(told):
        end = at + len(list(signs))
        yield Span(row[at:end], Role.MATCH if is_marked else Role.QUIET)
        at = end


def _state(choice: Choice, note: str) -> str:
    """Which of several values a link is, and whether it is the chosen one."""
    state = note or ("chosen" if choice.is_chosen else "not chosen")
    return f"{state}, {choice.position} of {choice.among}"


def ended(sentence: str) -> str:
    """A sentence with an end, so that it is not said in one breath with the next."""
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def _begun(sentence: str) -> str:
    """A note as a sentence of its own."""
    return sentence[:1].upper() + sentence[1:]
