"""What a program that is compared with has to do."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Protocol

from bench.peers.query import Query
from sci_tui.domain.study import Study


class Peer(Protocol):
    """A program that searches.

    Raises:
        NotMeasured: When it is made, if it is not installed.
    """

    name: ClassVar[str]
    what: ClassVar[str]
    """What is done and with what settings, in a line."""

    def index(self, studies: Iterable[Study], to: Path) -> None:
        """Take in the studies, and keep them under a path."""

    def open(self, path: Path) -> None:
        """Get ready to search in what was taken in."""

    def answers(self, query: Query) -> bool:
        """Whether this kind of search can be asked of it."""

    def search(self, query: Query) -> int:
        """Find the first twenty, with a title and a piece of the text; how many there are."""
