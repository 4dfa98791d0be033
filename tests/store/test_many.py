"""Lists and searches in a library that is too long to be shown, counted or ranked at once."""

from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from sci_tui.domain.browse import MOST_COUNTED, MOST_LISTED, Filters, Sort
from sci_tui.domain.dates import PartialDate
from sci_tui.domain.kinds import Design
from sci_tui.domain.library import Content
from sci_tui.domain.prose import Sentence
from sci_tui.domain.study import Study
from sci_tui.exchange.content import read_content
from sci_tui.store.builder import build_from
from sci_tui.store.library import Library
from sci_tui.store.searching import ENOUGH, MOST_RANKED, MOST_UNRANKED
from tests.small_library import TEXT

MANY = 2_400
RARE = (7, 70, 700)
"""The studies, from the newest on, that say what few others do."""
IN_TITLE = (11, 1_100, 2_200)
FILTERS = (
    Filters(),
    Filters(design=Design.SURVEY),
    Filters(until=2010),
    Filters(people=37),
    Filters(people=50, edition=2),
)


@pytest.fixture(scope="module")
def content() -> Content:
    return read_content(TEXT)


def many(content: Content) -> Iterator[Study]:
    """One study told again and again, each a little different, from the newest on."""
    first = content.studies[0]
    for number in range(MANY):
        said = [
            "A common word.",
            "A rareword too." if number in RARE else "Nothing else.",
            "The pink flamingos stood." if number % 3 == 0 else "Flamingos stood, pink.",
        ]
        title = "common" if number in IN_TITLE else "so"
        yield first._replace(
            slug=f"many-{number:04}",
            list_title=f"Titled {title} {number * 7 % MANY:04}",
            published=PartialDate(2026 - number * 40 // MANY),
            edition=1 + number % 3,
            people=first.people._replace(number=number % 100 + 1),
            design=first.design._replace(kind=Design.SURVEY) if number % 2 else first.design,
            summary=(tuple(Sentence(one, ()) for one in said),),
        )


@pytest.fixture(scope="module")
def file(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("many") / "many.db"
    build_from(content, many(content), file)
    return file


@pytest.fixture
def library(file: Path) -> Iterator[Library]:
    with closing(Library(file)) as opened:
        yield opened


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("filters", FILTERS)
def test_the_parts_of_a_list_are_the_list(library: Library, filters: Filters, sort: Sort) -> None:
    asked = filters._replace(sort=sort)
    whole = [card.slug for card in library.cards(asked)]
    assert len(whole) > MOST_LISTED
    places: list[int] = [0]
    told: list[str] = []
    while True:
        part = library.stretch(asked, places[-1])
        told.extend(card.slug for card in part.cards)
        assert part.total == min(len(whole), MOST_COUNTED + 1)
        assert part.previous == (places[-2] if len(places) > 1 else None)
        if part.following is None:
            break
        assert len(part.cards) == MOST_LISTED
        places.append(part.following)
    assert told == whole


def test_past_the_end_of_a_list_there_is_nothing(library: Library) -> None:
    part = library.stretch(Filters(), 1_000_000)
    assert part.cards == ()
    assert part.following is None


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("filters", FILTERS)
def test_a_place_is_counted_as_far_as_lists_are(
    library: Library, filters: Filters, sort: Sort
) -> None:
    asked = filters._replace(sort=sort)
    slugs = [card.slug for card in library.cards(asked)]
    for at in (0, 1, len(slugs) // 2, len(slugs) - 1):
        place = library.place(slugs[at], asked)
        assert place is not None
        assert place.position == min(at + 1, MOST_COUNTED + 1)
        assert place.total == min(len(slugs), MOST_COUNTED + 1)
        assert place.previous == (slugs[at - 1] if at else None)
        assert place.following == (slugs[at + 1] if at + 1 < len(slugs) else None)


def test_where_more_hold_it_than_are_ranked_titles_come_first_and_then_the_newest(
    library: Library,
) -> None:
    searched = library.search("common ")
    assert len(searched.found) == MOST_UNRANKED
    assert searched.whole == searched.total == MOST_COUNTED + 1
    assert MANY > MOST_RANKED
    found = [one.card.slug for one in searched.found]
    titled = [f"many-{number:04}" for number in IN_TITLE]
    assert found[: len(titled)] == titled
    assert all(one < other for one, other in pairwise(found[len(titled) :]))
    assert library.count(Filters(), "common ") == MOST_COUNTED + 1


def test_results_come_in_parts(library: Library) -> None:
    whole = library.search("common ")
    told: list[str] = []
    after: int | None = 0
    while after is not None:
        part = library.search("common ", limit=30, after=after)
        assert (part.whole, part.total) == (whole.whole, whole.total)
        told.extend(one.card.slug for one in part.found)
        after = part.following
    assert told == [one.card.slug for one in whole.found]


def test_a_rare_word_among_common_ones_leads_to_what_holds_it(library: Library) -> None:
    searched = library.search("common rareword")
    assert searched.whole == len(RARE)
    assert {one.card.slug for one in searched.found[: len(RARE)]} == {
        f"many-{number:04}" for number in RARE
    }
    # What holds a part follows, as there are few.
    assert len(searched.found) == ENOUGH


def test_what_holds_all_but_the_most_common_comes_before_the_rest(library: Library) -> None:
    found = [one.card.slug for one in library.search("common rareword nowhereword").found]
    assert {f"many-{number:04}" for number in RARE} == set(found[: len(RARE)])
    assert library.search("common rareword nowhereword").whole == 0


def test_filters_are_asked_of_all_that_is_found_not_of_the_first(library: Library) -> None:
    last = Filters(until=1987, design=Design.SURVEY)
    passing = {card.slug for card in library.cards(last)}
    assert {one.card.slug for one in library.search("common ", last).found} == passing
    assert library.count(last, "common ") == len(passing)


def test_a_word_to_leave_out_is_left_out_of_many(library: Library) -> None:
    left = {one.card.slug for one in library.search("common -rareword").found}
    assert len(left) == MOST_UNRANKED
    assert not left & {f"many-{number:04}" for number in RARE}
    assert library.search("common -word").found == ()


def test_a_phrase_is_looked_for_in_many_texts(library: Library) -> None:
    searched = library.search('"pink flamingos"')
    assert searched.found
    assert all(int(one.card.slug[-4:]) % 3 == 0 for one in searched.found)


def test_a_study_that_comes_too_late_is_refused(content: Content, tmp_path: Path) -> None:
    studies = list(many(content))[:600]
    file = tmp_path / "late.db"
    with pytest.raises(ValueError, match="many-0000 comes after an older study"):
        build_from(content, [*studies[100:], studies[0]], file)
    assert list(tmp_path.iterdir()) == []
