"""What is chosen under Studies like me leaves no trace: not on the disk, not in a route."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sci_tui.domain.fitting import TRAITS, Criterion
from sci_tui.site import wording
from sci_tui.site.actions import SayOfMe
from sci_tui.site.pages import Link
from sci_tui.site.routes import LIKE_ME, LIKE_ME_STUDIES, Route, parse
from sci_tui.site.site import Site
from tests.cli.conftest import Program

TRACES = ("like-me", wording.LIKE_ME, wording.FITTING, "neck", "cervical", "chronic", "six months")


def written(home: Path) -> Iterator[tuple[Path, str]]:
    """Every file below a directory, with its name, in lower case."""
    for folder, _, names in os.walk(home):
        for name in names:
            file = Path(folder) / name
            yield file, f"{file}\n{file.read_bytes().decode('latin-1')}".casefold()


def test_nothing_of_it_is_in_any_file_of_the_home_afterwards(
    program: Program, tmp_path: Path
) -> None:
    assert program("settings", "set", "theme", "light").code == 0
    typed = "like me\n1\n1\n3\n3\n5\n3\nyes\nf\ny\n1\nfaster\nb\nb\nsearch pain\nforget\nq\n"
    told = program("--plain", typed=typed)
    assert (told.code, told.err) == (0, "")
    assert "Injury level: Neck (cervical)" in told.out
    assert "Your answer “Yes” is saved" in told.out
    files = dict(written(tmp_path))
    # The reader did write: an answer, and how fast the voice is.
    assert {"user.db", "settings.toml"} <= {file.name for file in files}
    found = [
        (file, trace)
        for file, text in files.items()
        for trace in TRACES
        if trace.casefold() in text
    ]
    assert found == []


def test_a_new_start_knows_nothing_of_it(program: Program) -> None:
    program("--plain", typed="like me\n1\n1\nq\n")
    told = program("page", "like-me")
    assert told.out.count("Now: left open.") == len(Criterion)
    assert "Nothing is chosen yet." in program("page", "like-me/studies").out


@pytest.mark.parametrize("criterion", Criterion)
def test_no_route_carries_it(small: Site, criterion: Criterion) -> None:
    for trait in TRAITS[criterion]:
        small.do(SayOfMe(criterion, trait))
        for route in (LIKE_ME, LIKE_ME_STUDIES, parse(f"like-me?change={criterion}")):
            page = small.page(route)
            blocks = [block for block in page.blocks if isinstance(block, Link)]
            routes = [page.route, *(b.to for b in blocks), *(crumb.to for crumb in page.trail)]
            told = [str(each) for each in routes if isinstance(each, Route)]
            assert told
            values = [part for text in told for part in text.replace("=", "/").split("/")]
            assert trait.value not in values
