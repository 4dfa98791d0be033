"""Make a library of content text; reading one needs nothing of what this loads."""

from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sci_tui.domain.errors import RefusedContent
from sci_tui.exchange.checks.readability import grade_of
from sci_tui.exchange.content import read_content
from sci_tui.exchange.problems import Problem
from sci_tui.services.library import Library, open_library
from sci_tui.store.builder import build as write

ProblemsOf = Callable[[Library], Iterable[Problem]]


class Built(NamedTuple):
    """What went into a library file.

    ``grades`` are the school grades of the studies' simple words (Flesch-Kincaid), easiest first.
    """

    file: Path
    studies: int
    facts: int
    figures: int
    reports: int
    words: int
    grades: tuple[float, ...]


def build(content: Path, to: Path, problems_of: ProblemsOf = lambda _: ()) -> Built:
    """Check a folder of content and make a library file of it.

    Args:
        content: The folder.
        to: The file. What was there before stays there unless all is well.
        problems_of: Looks through the new library, and says what is wrong with the content.

    Raises:
        RefusedContent: If the content did not pass; its sentence lists every problem.
    """
    checked = read_content(content)
    write(checked, to, lambda unfinished: _look_through(unfinished, problems_of))
    studies = checked.studies
    return Built(
        to,
        len(studies),
        sum(len(study.facts) for study in studies),
        sum(len(study.figures) for study in studies),
        sum(len(study.news) for study in studies),
        len(checked.words),
        tuple(sorted(grade_of(study) for study in studies)),
    )


def check_content(content: Path, problems_of: ProblemsOf = lambda _: ()) -> Built:
    """Look for everything wrong with a folder of content: file, field, what, what is allowed.

    Args:
        content: The folder.
        problems_of: Looks through the library that the content makes.

    Returns:
        What would go into a library file; that file is gone again.

    Raises:
        RefusedContent: If the content did not pass; its sentence lists every problem.
    """
    with TemporaryDirectory() as folder:
        return build(content, Path(folder) / "library.db", problems_of)


def _look_through(file: Path, problems_of: ProblemsOf) -> None:
    with closing(open_library(file, bundled=False)) as library:
        problems = tuple(problems_of(library))
    if problems:
        raise RefusedContent("\n".join(str(problem) for problem in problems))
