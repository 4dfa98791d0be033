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
