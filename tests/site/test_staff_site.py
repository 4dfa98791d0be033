"""The staff's pages: nobody else's site has them, and each is read with nine choices at most."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sci_tui.cli.house import House
from sci_tui.domain.cleaning import hidden
from sci_tui.domain.dates import PartialDate
from sci_tui.domain.edition import Edition
from sci_tui.domain.errors import NotThere, SciTuiError, UnknownRoute
from sci_tui.domain.tally import DayTally, StudyTally, Tally
from sci_tui.kiosk_settings import KioskSettings, load
from sci_tui.layout.flow import lay_out
from sci_tui.layout.lines import Look
from sci_tui.services.kiosk_log import FILE_NAME, KioskLog
from sci_tui.services.office import Finding, Office
from sci_tui.services.pin import Pin
from sci_tui.services.sticks import Stick
from sci_tui.site.actions import Back, ForStaff
from sci_tui.site.kiosk import staff_pages as pages
from sci_tui.site.kiosk import staff_wording as wording
from sci_tui.site.kiosk.kiosk_site import KioskSite
from sci_tui.site.kiosk.staff_site import StaffSite
from sci_tui.site.pages import Page, Picture
from sci_tui.site.routes import HOME, Route, parse
from sci_tui.site.site import Site
from sci_tui.site.staff_actions import (
    Change,
    Export,
    Install,
    LookAt,
    PutOnShelf,
    RollBack,
    TakeOffShelf,
)

NOW = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)
ILL = Finding("Voice", "There is no sound.", is_well=False)
ADDRESSES = (
    *(pages.ANSWERS, pages.EDITIONS, pages.SHELF, pages.SETTINGS, pages.HEALTH),
    *(pages.LEAVE, pages.SHUT_DOWN, pages.TO_LEAVE, pages.TO_SHUT_DOWN, pages.TO_ROLL_BACK),
    *(pages.to_install(1), pages.to_change("comments")),
)


_FOLLOWED = {"sheet", "change"}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    chosen = KioskSettings(
        file=tmp_path / "kiosk.toml", sticks=str(tmp_path / "media"), shut_down=True
    )
    log = KioskLog(tmp_path / FILE_NAME, lambda: NOW)
    return Office(tmp_path, chosen, Pin(tmp_path), log, lambda: NOW, lambda: (ILL,))


@pytest.fixture
def staff(house: House, office: Office) -> StaffSite:
    return StaffSite(house.library, house.feedback, office, (ILL,))


@pytest.fixture
def kiosk(house: House) -> KioskSite:
    return KioskSite(house.library, house.feedback, KioskSettings(shut_down=True))


def _reachable(site: Site) -> Iterator[Page]:
    """Every page that links lead to, but for searches and lists narrowed without end."""
    seen, waiting = {HOME}, [HOME]
    while waiting:
        page = site.page(waiting.pop())
        yield page
        routes = {link.to for link in page.links if isinstance(link.to, Route)}
        routes = {to for to in routes if {key for key, _ in to.query} <= _FOLLOWED}
        routes = {to for to in routes if not to.is_narrowing}
        waiting += routes - seen
        seen |= routes


# ------------------------------------------------------------ nobody else's


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_no_address_of_the_staff_leads_anywhere_else(
    address: Route, kiosk: KioskSite, small: Site
) -> None:
    with pytest.raises(UnknownRoute):
        parse(str(address))
    for site in (kiosk, small):
        with pytest.raises(NotThere):
            site.page(address)


_WORDS = st.sampled_from(
    ["staff", "answers", "editions", "shelf", "settings", "health", "leave", "shut-down", "change"]
)
_PARTS = _WORDS | st.text(max_size=8)
_ROUTES = st.builds(
    Route,
    _PARTS,
    _PARTS,
    _PARTS,
    st.lists(st.tuples(_WORDS, _PARTS), max_size=2).map(tuple),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(_ROUTES)
def test_no_route_leads_a_visitor_to_what_staff_do(kiosk: KioskSite, route: Route) -> None:
    page = kiosk.page_or_trouble(route)
    assert not any(isinstance(link.to, ForStaff) for link in page.links)


def test_no_page_of_a_visitor_has_what_staff_do(kiosk: KioskSite) -> None:
    for page in _reachable(kiosk):
        for link in page.links:
            assert not isinstance(link.to, ForStaff)
            assert not (isinstance(link.to, Route) and link.to.name == pages.NAME)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(_ROUTES.map(lambda route: route._replace(name=pages.NAME)))
def test_an_address_that_is_wrong_is_told(staff: StaffSite, route: Route) -> None:
    assert staff.page_or_trouble(route).links


# ------------------------------------------------------------ pages


def test_every_page_has_nine_choices_at_most_and_a_way_back(staff: StaffSite) -> None:
    names = set()
    for page in _reachable(staff):
        names.add(page.route.slug if page.route.name == pages.NAME else page.route.name)
        *choices, back = page.links
        assert len(choices) <= 9, page.route
        assert back.to == Back()
    assert {"answers", "editions", "shelf", "settings", "health", "leave", "shut-down"} <= names


def test_staff_give_no_answers(staff: StaffSite) -> None:
    for page in _reachable(staff):
        assert page.route.part != "feedback" or page.title == "Not there"


def test_what_fails_is_told_on_the_page_that_it_was_chosen_on(
    staff: StaffSite, tmp_path: Path
) -> None:
    nowhere = tmp_path / "nowhere"
    (tmp_path / "kiosk.toml").write_text("broken")
    for action, route in (
        (Export(nowhere), pages.ANSWERS),
        (LookAt(nowhere), pages.EDITIONS),
        (Install(nowhere), pages.EDITIONS),
        (RollBack(), pages.EDITIONS),
        (PutOnShelf("a-study"), Route("study", "a-study")),
        (TakeOffShelf("a-study"), pages.SHELF),
        (Change("comments", True), pages.SETTINGS),
        (Change("note", "x"), pages.SHELF),
        (Change("attract", 1), pages.SETTINGS),
    ):
        done = staff.do(action)
        assert done.said
        assert done.to == route
    assert (tmp_path / "kiosk.toml").read_text() == "broken"


def test_what_fails_is_told_without_what_acts_in_the_name_of_a_file(
    staff: StaffSite, tmp_path: Path
) -> None:
    file = tmp_path / "stick\x1b[2J\u202e" / "a\x9b2J\u200b.db"
    file.parent.mkdir()
    file.write_bytes(b"no library")
    for action in (Install(file), LookAt(file), Export(file.parent / "gone")):
        assert hidden(staff.do(action).said) == []


def test_a_note_is_cleaned_before_it_is_kept(staff: StaffSite, tmp_path: Path) -> None:
    staff.write_note(" Ask\x1b]52;c;x\x07 at \u202edesk 2 ")
    assert load(tmp_path / "kiosk.toml").note == "Ask]52;c;x at desk 2"
    with pytest.raises(SciTuiError, match="at most 300 signs"):
        staff.write_note("a" * 301)


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("2026-11", "Edition 3, November 2026, of this month."),
        ("2026-10-30", "Edition 3, 30 October 2026, 1 month old."),
        ("2024-12", "Edition 3, December 2024, 23 months old."),
        ("2024", "Edition 3, 2024, 2 years old."),
        (
            "2026-12",
            "Edition 3, December 2026, but the clock of this computer says 21 November 2026.",
        ),
    ],
)
def test_the_age_of_an_edition_is_told_in_words(published: str, told: str) -> None:
    edition = Edition(3, PartialDate.parse(published), "A library", "CC BY 4.0")
    assert wording.edition_and_age(edition, NOW.date()) == told


# ------------------------------------------------------------ answers


def _tally(counts: dict[int, int], studies: int = 2) -> Tally:
    days = tuple(DayTally(date(2026, 11, day), counts.get(day, 0), 0, 0) for day in range(1, 31))
    told = tuple(StudyTally(f"study-{number}", 3, 1, 0, 2) for number in range(studies))
    return Tally(studies=told, days=days, total=4 * studies, newest=9)


def _rows(page: Page, width: int, *, spoken: bool = False) -> list[str]:
    look = Look(width, spoken=spoken)
    return [line.text for line in lay_out(page, look).lines]


@pytest.mark.parametrize("width", [38, 78])
def test_days_are_drawn_as_bars_that_fit(width: int) -> None:
    page = pages.answers_page(_tally({3: 1, 4: 1000, 5: 500}), (), str)
    rows = _rows(page, width)
    assert max(map(len, rows)) <= width
    bars = {row.strip().split()[0]: row.count("█") for row in rows if " Nov " in row}
    assert len(bars) == 30
    assert bars["3"] == 1
    assert bars["6"] == 0
    assert bars["4"] == 2 * bars["5"]


def test_sentences_say_all_that_the_bars_show() -> None:
    page = pages.answers_page(_tally({3: 2, 12: 7}), (), str)
    heard = " ".join(_rows(page, 78, spoken=True))
    assert "█" not in heard
    assert "9 answers in the last 30 days: 9 yes, 0 partly, 0 no." in heard
    assert "The most on one day: 7, on 12 November." in heard
    assert "Day by day: 3 November 2, 12 November 7; none on the other days." in heard


def test_without_answers_nothing_is_drawn() -> None:
    page = pages.answers_page(_tally({}, studies=0), (), str)
    assert not any(isinstance(block, Picture) for block in page.blocks)
    assert any("No answer was given in the last 30 days." in row for row in _rows(page, 78))


def test_studies_beyond_the_first_twenty_are_counted_together() -> None:
    heard = " ".join(_rows(pages.answers_page(_tally({}, studies=25), (), str), 78, spoken=True))
    assert "study-19: 4 answers, 3 yes, 1 partly, 0 no, 2 comments." in heard
    assert "study-20" not in heard
    assert "And 20 answers about 5 studies more." in heard


def test_a_stick_is_told_with_its_room_and_its_name_cleaned() -> None:
    sticks = (
        Stick(Path("/media/a\x1b[2Jb"), 3_200_000_000, is_read_only=False),
        Stick(Path("/media/c"), 5, is_read_only=True),
    )
    page = pages.answers_page(_tally({}), sticks, str)
    links = [(link.text, link.note) for link in page.links]
    assert links == [
        ("Write the answers to the stick a[2Jb", "3.2 GB free"),
        ("Write the answers to the stick c", "can only be read"),
    ]
