"""Every reader offers the same links in the same order under the same numbers.

Every page of the real library that links lead to is visited.
"""

import re
from collections import deque
from collections.abc import Iterator

import pytest

from sci_tui.domain.feedback import Helpful
from sci_tui.layout.flow import lay_out
from sci_tui.layout.lines import Laid, Look
from sci_tui.layout.spoken import said, spoken_look
from sci_tui.site.actions import Answer
from sci_tui.site.pages import Link, Page
from sci_tui.site.routes import HOME, Route, parse
from sci_tui.site.site import Site

SCREENS = (Look(77), Look(37), Look(90), Look(37, ascii_only=True), Look(10))


def pages(site: Site) -> Iterator[Page]:
    """Every page that can be reached from home by links and by keys that are always there."""
    queue = deque([HOME, Route("help"), Route("search"), Route("latest")])
    seen = set(queue)
    while queue:
        page = site.page(queue.popleft())
        yield page
        # From a page to narrow a list, links lead to more combinations than can be visited.
        for link in () if page.route.is_narrowing else page.links:
            if isinstance(link.to, Route) and link.to not in seen:
                seen.add(link.to)
                queue.append(link.to)


@pytest.fixture
def every(site: Site) -> tuple[Page, ...]:
    """Every page of the real library, some with an answer given."""
    # Room for codes of addresses; all the codes of all texts would take a minute.
    site.code_side = 38
    site.do(Answer("honmou-2021-iv-msc-13-cases", Helpful.YES))
    return tuple(pages(site))


def numbered(laid: Laid) -> list[tuple[int, str]]:
    """The links that the lines of a page show: the number that stands there, and the text."""
    shown = []
    for index in range(len(laid.links)):
        lines = [line.text for line in laid.lines if line.link == index]
        match = re.match(r"\s*(?:Link )?(\d+)(?:\.|:| ) *(.*)", lines[0])
        assert match, lines
        shown.append((int(match[1]), " ".join([match[2], *(line.strip() for line in lines[1:])])))
    return shown


def test_every_link_leads_to_a_page_that_is_there(every: tuple[Page, ...]) -> None:
    # Each was opened; a link that leads nowhere would have been an error.
    assert len(every) > 50
    studies = {str(page.route) for page in every if page.route.name == "study"}
    for part in ("", "/sources", "/feedback", "/take-home"):
        assert f"study/honmou-2021-iv-msc-13-cases{part}" in studies


def test_every_page_of_the_library_can_be_reached(site: Site, every: tuple[Page, ...]) -> None:
    library = site._library
    reached = {str(page.route) for page in every}
    wanted = {
        *(f"study/{card.slug}" for card in library.cards()),
        *(f"category/{shelf.slug}" for shelf in library.shelves()),
        *(f"word/{word.slug}" for word in library.words()),
        *(f"topic/{topic.slug}" for topic in library.topics()),
        *(f"reference/{page.slug}" for page in library.pages() if page.reference),
        *(page.slug for page in library.pages() if not page.reference),
    }
    assert wanted - reached == set()


def test_every_page_has_a_title_and_a_way_home(every: tuple[Page, ...]) -> None:
    for page in every:
        assert page.title.strip(), page.route
        assert page.route == HOME or page.trail[0].to == HOME, page.route


def test_every_route_of_a_link_can_be_typed(every: tuple[Page, ...]) -> None:
    for page in every:
        for link in page.links:
            if isinstance(link.to, Route):
                assert parse(str(link.to)) == link.to


def test_readers_by_eye_and_by_ear_are_offered_the_same(every: tuple[Page, ...]) -> None:
    for page in every:
        by_ear = lay_out(page, spoken_look(ascii_only=False))
        wanted = [(number, link.text) for number, link in enumerate(page.links, start=1)]
        for laid in (by_ear, *(lay_out(page, look) for look in SCREENS)):
            assert laid.links == page.links
            order = [line.link for line in laid.lines if line.link >= 0]
            assert order == sorted(order)
            assert [number for number, _ in numbered(laid)] == [number for number, _ in wanted]
        for laid in (by_ear, lay_out(page, SCREENS[0])):
            for (_, text), (_, shown) in zip(wanted, numbered(laid), strict=True):
                said_as = text.replace(" · ", ", ")
                assert _letters(shown).startswith(_letters(said_as)), (page.route, shown, text)


def test_what_can_be_read_by_eye_is_said_too(every: tuple[Page, ...]) -> None:
    for page in every:
        by_ear = set(_words(" ".join(said(page, spoken_look(ascii_only=False)))))
        for block in page.blocks:
            if isinstance(block, Link):
                assert set(_words(f"{block.text} {block.note} {block.detail}")) <= by_ear


def test_no_line_is_wider_than_its_look(every: tuple[Page, ...]) -> None:
    for page in every:
        for look in (*SCREENS[:4], spoken_look(ascii_only=True)):
            widest = max(lay_out(page, look).lines, key=lambda line: len(line.text))
            assert len(widest.text.rstrip()) <= look.width, (page.route, look, widest.text)


def test_in_ascii_every_line_is_ascii(every: tuple[Page, ...]) -> None:
    for page in every:
        for look in (Look(77, ascii_only=True), spoken_look(ascii_only=True)):
            assert all(line.text.isascii() for line in lay_out(page, look).lines)


def test_by_ear_there_is_no_decoration(every: tuple[Page, ...]) -> None:
    for page in every:
        for line in said(page, spoken_look(ascii_only=False)):
            assert not re.search("[\u2500-\u25ff\u2800-\u28ff\U0001f000-\U0001faff]", line), line
            assert line == line.strip(), (page.route, line)


def _letters(text: str) -> str:
    return "".join(text.split())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
