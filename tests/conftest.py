"""What tests of several rooms need: a built library, a place of one's own, a site to read."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sci_tui.cli.house import House
from sci_tui.places import Places, places
from sci_tui.services.building import build
from sci_tui.site.site import Site
from tests.small_library import built, house_over

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "src" / "sci_tui" / "content"


@pytest.fixture(scope="session")
def library_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library built from the content of this checkout. Tests copy it before they harm it."""
    file = tmp_path_factory.mktemp("library") / "data.db"
    build(CONTENT, file)
    return file


@pytest.fixture
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Places of this test alone, named in the environment. Nothing is there yet."""
    for name, path in (
        ("HOME", "home"),
        ("SCI_TUI_DATA_DIR", "data"),
        ("SCI_TUI_CACHE_DIR", "cache"),
        ("SCI_TUI_CONFIG", "config/settings.toml"),
    ):
        monkeypatch.setenv(name, str(tmp_path / path))
    for name in ("LC_ALL", "LC_CTYPE", "SCI_TUI_KIOSK", "SCI_TUI_PLAIN", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return places(os.environ)


@pytest.fixture
def site(library_file: Path, own_places: Places) -> Iterator[Site]:
    """The site of that library, with an empty store and the settings as they come."""
    with House(str(library_file)) as house:
        yield house.site


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of ``tests/library``, built once."""
    return built(tmp_path_factory.mktemp("small") / "small.db")


@pytest.fixture
def house(small_library: Path, own_places: Places) -> Iterator[House]:
    """A house that reads the small library and keeps its own things in places of this test."""
    assert own_places.data is not None
    with house_over(small_library, own_places.data) as opened:
        yield opened


@pytest.fixture
def small(house: House) -> Site:
    """The small library as a site."""
    return house.site
