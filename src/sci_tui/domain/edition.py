"""Which edition of the library this is: the one thing of it that the first page tells."""

from typing import Annotated, NamedTuple

from sci_tui.domain.dates import PartialDate
from sci_tui.domain.limits import Between, Line


class Edition(NamedTuple):
    """Which edition of the library this is."""

    number: Annotated[int, Between(1, 10_000)]
    published: PartialDate
    title: Line
    licence: Line


def is_older(edition: Edition, than: Edition) -> bool:
    """Whether an edition comes before another."""
    return _place(edition) < _place(than)


def _place(edition: Edition) -> tuple[int, int]:
    return edition.number, edition.published.sort_key
