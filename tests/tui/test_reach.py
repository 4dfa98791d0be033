"""Whatever the window, each line of each page can be brought on the screen with one key."""

from collections import deque

import pytest

from sci_tui.domain.feedback import Helpful
from sci_tui.site.actions import Answer, AskComment
from sci_tui.site.routes import HOME, Route
from sci_tui.site.site import Site
from sci_tui.tui.widgets.page_view import PageView
from tests.tui.reader import opened

SIZES = ((40, 10), (40, 12), (80, 24))
OTHER_WAY = {
    "line-down": "line-up",
    "page-down": "page-up",
}


def routes(site: Site) -> list[Route]:
    """Every page that can be reached from home by links, and help; each list narrowed once."""
    found = {HOME: None, Route("help"): None}
    queue = deque(found)
    while queue:
        for link in site.page_or_trouble(queue.popleft()).links:
            if isinstance(link.to, Route) and link.to not in found and not link.to.is_narrowed:
                found[link.to] = None
                queue.append(link.to)
    return list(found)


def _seen(view: PageView, command: str) -> set[int]:
    """The lines of the page that come into view while a command is given again and again."""
    seen: set[int] = set()
    before = None
    while (now := (int(view.scroll_offset.y), view._line)) != before:
        before = now
        seen |= set(range(now[0], now[0] + view.size.height))
        assert now[0] <= view._line < now[0] + view.size.height, "the cursor is off the screen"
        view.move(command)
    return seen


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("command", OTHER_WAY)
async def test_every_line_of_every_page_comes_into_view(
    small: Site, size: tuple[int, int], command: str
) -> None:
    slug = "walking-trial-2020"
    small.do(Answer(slug, Helpful.PARTLY))
    small.told(AskComment(slug), "A long comment that goes on and on. " * 25)
    missed = {}
    async with opened(small, "home", size) as reader:
        for route in routes(small):
            reader.view.show(small.page(route))
            lines = set(range(len(reader.view._laid.lines)))
            unseen = lines - _seen(reader.view, command)
            above = lines - _seen(reader.view, OTHER_WAY[command])
            if unseen or above:
                missed[str(route)] = (sorted(unseen), sorted(above))
    assert missed == {}
