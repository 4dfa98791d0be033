"""Words looked for in a laid-out page, also where they stand on two lines."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from sci_tui.layout.characters import ascii_text, spoken_text
from sci_tui.layout.flow import lay_out
from sci_tui.layout.lines import Laid, Line, Look
from sci_tui.site.pages import Page
from sci_tui.site.session import Spot

_ROWS_ABOVE: Final = 3
"""Rows of a page shown above what one is led to, so that it is seen what it belongs to."""


class Stretch(NamedTuple):
    """The characters of one line, from ``start`` up to but without ``end``."""

    line: int
    start: int
    end: int


Match = tuple[Stretch, ...]
"""One match; it has a stretch for each line it stands on."""


def matches(laid: Laid, sought: str) -> tuple[Match, ...]:
    """Every match in the page from the top, whatever the case and wherever lines end."""
    words = _folded(" ".join(sought.split()))
    return tuple(_matches(laid, words)) if words else ()


def spot_of(page: Page, sentence: str, look: Look) -> Spot | None:
    """Where on a page a sentence begins, if it stands there, for whoever is led to it."""
    shown = ascii_text(sentence) if look.ascii_only else sentence
    laid = lay_out(page, look)
    for match in matches(laid, spoken_text(shown) if look.spoken else shown):
        line = laid.lines[match[0].line]
        return Spot(line.block, line.signs, _ROWS_ABOVE)
    return None


def _matches(laid: Laid, words: str) -> Iterator[Match]:
    numbered = enumerate(laid.lines)
    for _, block in groupby(numbered, key=lambda pair: (pair[1].block, pair[1].link)):
        text, cells = _joined(list(block))
        start = text.find(words)
        while start >= 0:
            yield tuple(_stretches(cells[start : start + len(words)]))
            start = text.find(words, start + len(words))


def _joined(lines: list[tuple[int, Line]]) -> tuple[str, list[tuple[int, int]]]:
    """The text of a block as if it stood on one line, and where each character really stands."""
    text, cells = "", []
    for index, line in lines:
        shown = line.text.rstrip()
        indent = len(shown) - len(shown.lstrip())
        if text and shown:
            text += " "
            cells.append((index, indent))
        text += _folded(shown[indent:])
        cells.extend((index, column) for column in range(indent, len(shown)))
    return text, cells


def _stretches(cells: list[tuple[int, int]]) -> Iterator[Stretch]:
    for line, columns in groupby(cells, key=lambda cell: cell[0]):
        taken = [column for _, column in columns]
        yield Stretch(line, taken[0], taken[-1] + 1)


def _folded(text: str) -> str:
    """Lower case without a change of length, so that a place in it is a place in the text."""
    return "".join(c if len(low := c.casefold()) != 1 else low for c in text)
