"""The private names of Textual that the reader relies on are still there."""

from collections.abc import Iterator

from sci_tui.site.site import Site
from sci_tui.tui.terminal import USED_OF_TEXTUAL
from tests.tui.reader import opened


def _missing(used: tuple[tuple[object, str], ...]) -> Iterator[str]:
    for owner, name in used:
        if not hasattr(owner, name):
            yield f"{getattr(owner, '__name__', owner)}.{name}"


def test_an_upgrade_of_textual_has_taken_none_away() -> None:
    assert list(_missing(USED_OF_TEXTUAL)) == [], "mend what sci_tui/tui uses of them"


def test_a_name_that_is_gone_is_told() -> None:
    assert list(_missing(((str, "upper"), (str, "no_such_name")))) == ["str.no_such_name"]


async def test_an_app_still_knows_its_driver_by_that_name(small: Site) -> None:
    async with opened(small) as reader:
        assert reader.screen.app._driver is not None
