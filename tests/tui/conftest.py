"""The small library, read on the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sci_tui.cli.house import House
from sci_tui.places import Places
from sci_tui.site.site import Site
from tests.small_library import built, house_over


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of ``tests/library``, built once."""
    return built(tmp_path_factory.mktemp("small") / "small.db")


@pytest.fixture
def house(
    small_library: Path, own_places: Places, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    """A house that reads the small library and keeps its own things in places of this test."""
    assert own_places.data is not None
    monkeypatch.delenv("NO_COLOR", raising=False)
    with house_over(small_library, own_places.data) as opened:
        yield opened


@pytest.fixture
def small(house: House) -> Site:
    """The small library as a site."""
    return house.site
