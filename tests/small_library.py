"""The small library of ``tests/library``, built, and the house that reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Final

from sci_tui.cli.house import House
from sci_tui.services.building import build
from sci_tui.services.feedback import FeedbackBox, outbox_in

TEXT: Final = Path(__file__).parent / "library"
"""What the small library is built from. Medical edits of the real one change nothing in it."""

GIVEN_AT: Final = datetime(2024, 5, 3, 12, 30, tzinfo=UTC)
"""When every answer is given."""


def built(to: Path) -> Path:
    """The small library as a file."""
    return build(TEXT, to).file


@contextmanager
def house_over(library: Path, data: Path) -> Iterator[House]:
    """A house that reads a library and keeps answers in a directory.

    Its clock stands still and its ids count, so that pages are the same each time. Its other
    places are those that the environment names.
    """
    numbers = count(1)
    with House(str(library)) as house:
        house.feedback = FeedbackBox(outbox_in(data), lambda: GIVEN_AT, lambda: _id(next(numbers)))
        yield house
        house.feedback.close()


def _id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"
