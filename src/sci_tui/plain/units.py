"""A page in the parts it is said in: pieces, sentences, or all of it at once."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from sci_tui.layout.characters import ascii_text
from sci_tui.layout.flow import lay_out
from sci_tui.layout.lines import Laid, Line, Look, Piece, Role, Span
from sci_tui.layout.pieces import in_pieces
from sci_tui.layout.spoken import introduction, sentence_at, sentences
from sci_tui.layout.wrapping import wrapped
from sci_tui.plain.window import Measure
from sci_tui.site.pages import Page


class Unit(StrEnum):
    """How much of a page is said at once."""

    PIECE = "page"
    SENTENCE = "sentence"
    WHOLE = "whole page"


def divided(page: Page, measure: Measure, unit: Unit, before: tuple[str, ...] = ()) -> Laid:
    """A page in parts of one unit; ``before`` are sentences to say first."""
    match unit:
        case Unit.PIECE:
            return in_pieces(page, measure.look, measure.rows, before)
        case Unit.SENTENCE:
            return _in_sentences(page, measure.look)
        case Unit.WHOLE:
            return _undivided(page, measure.look, before)


def _in_sentences(page: Page, look: Look) -> Laid:
    laid, said = lay_out(page, look), sentences(page, look)

    def moved(line: int) -> int:
        return sentence_at(said, laid.lines[line].block, laid.lines[line].signs)

    last = len(said) - 1
    return Laid(
        said,
        laid.links,
        tuple((name, moved(line)) for name, line in laid.sections),
        tuple(moved(line) for line in laid.first_lines),
        tuple(Piece(i, i, i + 1, has_more=i < last) for i in range(len(said))),
    )


def _undivided(page: Page, look: Look, before: tuple[str, ...]) -> Laid:
    """The page in one, with the sentences that ears are told before and after its title."""
    laid = lay_out(page, look)
    title = sum(line.block == -1 for line in laid.lines)
    words = sum(len(line.text.split()) for line in laid.lines[:title])
    above = tuple(_rows(before, look, 0))
    below = tuple(_rows(introduction(page), look, words))
    added = len(above) + len(below)
    return laid._replace(
        lines=(*above, *laid.lines[:title], *below, *laid.lines[title:]),
        sections=tuple((name, line + added) for name, line in laid.sections),
        first_lines=tuple(line + added for line in laid.first_lines),
    )


def _rows(told: Iterable[str], look: Look, word: int) -> Iterator[Line]:
    for sentence in told:
        shown = ascii_text(sentence) if look.ascii_only else sentence
        for row in wrapped(shown, look.width):
            yield Line((Span(row, Role.QUIET),), -1, word)
