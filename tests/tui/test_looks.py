"""How it looks. The pictures change with Textual, so they are few; look at each change.

``pytest tests/tui/test_looks.py --snapshot-update`` draws them anew.
"""

from collections.abc import Callable

import pytest

from sci_tui.places import bundled
from sci_tui.site.routes import parse
from sci_tui.site.site import Site
from sci_tui.tui.app import ReaderApp

STUDY = "study/walking-trial-2020"


@pytest.mark.parametrize(
    ("route", "size", "keys"),
    [
        pytest.param("home", (80, 24), ("down",), id="home-80x24"),
        pytest.param("category/cells", (80, 24), (), id="category-80x24"),
        pytest.param(STUDY, (80, 24), ("pagedown",), id="study-80x24"),
        pytest.param(f"{STUDY}/feedback", (80, 24), ("p", "5"), id="feedback-80x24"),
        pytest.param(STUDY, (40, 12), ("tab",), id="study-40x12"),
        pytest.param(STUDY, (120, 40), ("pagedown", "down"), id="study-120x40"),
    ],
)
def test_it_looks_as_it_did(
    small: Site,
    snap_compare: Callable[..., bool],
    route: str,
    size: tuple[int, int],
    keys: tuple[str, ...],
) -> None:
    app = ReaderApp(small, parse(route), bundled("styles"))
    assert snap_compare(app, press=keys, terminal_size=size)
