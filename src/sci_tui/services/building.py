"""Make a library of content text; reading one needs nothing of what this loads."""

from pathlib import Path
from typing import NamedTuple

from sci_tui.exchange.content import inspect, read_content
from sci_tui.store.builder import build as write


class Built(NamedTuple):
    """What went into a library file."""

    file: Path
    studies: int
    words: int
    facts: int


def build(content: Path, to: Path) -> Built:
    """Check a folder of content and make a library file of it.

    Raises:
        RefusedContent: If the content did not pass; its sentence lists every problem.
    """
    checked = read_content(content)
    write(checked, to)
    facts = sum(len(study.facts) for study in checked.studies)
    return Built(to, len(checked.studies), len(checked.words), facts)


def check_content(content: Path) -> tuple[str, ...]:
    """Every problem in a folder of content: file, field, what is wrong, what is allowed."""
    return tuple(str(problem) for problem in inspect(content)[1])
