"""Whatever the window, each line of each page can be brought on the screen with one key."""

from collections import deque

import pytest

from sci_tui.domain.feedback import Helpful
from sci_tui.site.actions import Answer, AskComment
from sci_tui.site.routes import Route
from sci_tui.site.site import Site
from tests.tui.reader import Reader, opened

SIZES = ((40, 12), (80, 24))
MOST_KEYS = 400


def routes(site: Site) -> list[str]:
    """Every page that can be reached from home by links."""
    found = {"home": None, "help": None}
    queue = deque(found)
    while queue:
        page = site.page_or_trouble(_parsed(queue.popleft()))
        for link in page.links:
            if isinstance(link.to, Route) and str(link.to) not in found:
                found[str(link.to)] = None
                queue.append(str(link.to))
    return list(found)


def _parsed(text: str) -> Route:
    from sci_tui.site.routes import parse

    return parse(text)


async def _seen(reader: Reader, key: str) -> set[int]:
    """The lines of the page that come into view while a key is pressed again and again."""
    seen: set[int] = set()
    before = None
    for _ in range(MOST_KEYS):
        top = int(reader.view.scroll_offset.y)
        seen |= set(range(top, top + reader.view.size.height))
        now = (top, reader.view._line)
        if now == before:
            return seen
        before = now
        await reader.press(key)
    raise AssertionError(f"{key} never comes to an end on {reader.route}")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["down", "pagedown"])
async def test_every_line_of_every_page_comes_into_view(
    small: Site, size: tuple[int, int], key: str
) -> None:
    slug = "walking-trial-2020"
    small.do(Answer(slug, Helpful.PARTLY))
    small.told(AskComment(slug), "A long comment that goes on and on. " * 25)
    missed = {}
    async with opened(small, "home", size) as reader:
        for route in routes(small):
            reader.screen._visit(_parsed(route))  # type: ignore[union-attr]
            await reader.settle()
            lines = range(len(reader.view._laid.lines))
            unseen = set(lines) - await _seen(reader, key)
            back = set(lines) - await _seen(reader, {"down": "up", "pagedown": "pageup"}[key])
            if unseen or back:
                missed[route] = (sorted(unseen), sorted(back))
    assert missed == {}
