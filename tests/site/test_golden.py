"""Each kind of page as it is said. Reading the diff of these files is how wording is reviewed.

``GOLDEN=write pytest tests/site/test_golden.py`` writes them anew.
"""

import os
from pathlib import Path

import pytest

from sci_tui.domain.feedback import Helpful, Reason
from sci_tui.domain.fitting import Criterion
from sci_tui.domain.kinds import Level, TimeSinceInjury
from sci_tui.layout.spoken import said, spoken_look
from sci_tui.settings import Settings
from sci_tui.site.actions import Answer, AskComment, Mark, SayOfMe
from sci_tui.site.pages import Page
from sci_tui.site.routes import LIKE_ME_STUDIES, parse
from sci_tui.site.site import Site

GOLDEN = Path(__file__).parent.parent / "golden"
KINDS = {
    "home": "home",
    "latest": "latest",
    "latest-filtered": "latest?design=randomised-trial&since=2019&sort=people",
    "latest-none": "latest?since=2100",
    "categories": "categories",
    "category": "category/walking",
    "category-empty": "category/empty-shelf",
    "narrow": "latest/narrow",
    "narrow-chosen": "latest/narrow?category=walking&people=50&sort=sure",
    "narrow-category": "category/walking/narrow?design=rct",
    "narrow-search": "search/narrow?q=nobody",
    "narrow-none": "latest/narrow?since=2100",
    "search": "search?q=nobody",
    "search-narrowed": "search?q=nobody&compared=yes&sort=title",
    "search-with-words": "search?q=dummy",
    "search-none": "search?q=zebra",
    "search-empty": "search",
    "study": "study/walking-trial-2020",
    "study-no-difference": "study/null-trial-2018",
    "study-with-topic": "study/cells-series-2021",
    "study-unknown": "study/one-man",
    "study-animals": "study/rats-2015",
    "sources": "study/walking-trial-2020/sources",
    "news": "study/walking-trial-2020/news",
    "news-none": "study/one-man/news",
    "feedback": "study/one-man/feedback",
    "take-home": "study/walking-trial-2020/take-home",
    "take-home-unknown": "study/one-man/take-home",
    "feedback-given": "study/walking-trial-2020/feedback",
    "topic": "topic/cells",
    "topic-sources": "topic/cells/sources",
    "text-sources-none": "about/sources",
    "words": "words",
    "word": "word/chronic",
    "reference": "reference/grades",
    "how-to-read": "how-to-read",
    "about": "about",
    "following": "following",
    "my-feedback": "my-feedback",
    "my-feedback-delete": "my-feedback?delete=00000000-0000-4000-8000-000000000001",
    "like-me": "like-me",
    "like-me-nothing": "like-me/studies",
    "settings": "settings",
    "settings-change": "settings?change=theme",
    "help": "help",
    "not-there": "study/nowhere",
}

OF_ME = {
    "like-me-chosen": "like-me",
    "like-me-change": "like-me?change=time",
    "like-me-studies": "like-me/studies",
    "study-like-me": "study/cells-series-2021",
}
"""Pages as they are once something is chosen under Studies like me."""


@pytest.fixture
def given(small: Site) -> Site:
    """The site with one answer given and settings kept at a place that is the same everywhere."""
    study = "walking-trial-2020"
    small.do(Answer(study, Helpful.PARTLY))
    small.do(Mark(study, Reason.NUMBERS_UNCLEAR))
    small.told(AskComment(study), "Why [not] 12?")
    small.settings = Settings(file=Path("/home/reader/settings.toml"))
    return small


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_page_is_said_as_it_was(given: Site, kind: str) -> None:
    compared(kind, given.page_or_trouble(parse(KINDS[kind])))


@pytest.mark.parametrize("kind", OF_ME)
def test_each_kind_of_page_is_said_as_it_was_to_who_has_chosen(given: Site, kind: str) -> None:
    given.do(SayOfMe(Criterion.LEVEL, Level.CERVICAL))
    given.do(SayOfMe(Criterion.TIME, TimeSinceInjury.CHRONIC))
    compared(kind, given.page_or_trouble(parse(OF_ME[kind]), within=LIKE_ME_STUDIES))


def compared(kind: str, page: Page) -> None:
    """Hold a page against its golden file, or write that."""
    told = "".join(f"{line}\n" for line in said(page, spoken_look(ascii_only=False)))
    file = GOLDEN / f"{kind}.txt"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text(encoding="utf-8")


def test_there_is_no_golden_file_without_its_page() -> None:
    assert {file.stem for file in GOLDEN.glob("*.txt")} == {*KINDS, *OF_ME}
