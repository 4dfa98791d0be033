"""Questions to a library file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sci_tui.domain.browse import Filters, Place, Sort
from sci_tui.domain.errors import NotThere
from sci_tui.domain.kinds import Design, Level
from sci_tui.domain.prose import sentences
from sci_tui.domain.study import Study
from sci_tui.domain.study_prose import own_prose
from sci_tui.exchange.content import read_content
from sci_tui.places import bundled
from sci_tui.store.library import Library
from sci_tui.store.matching import words_in
from tests.conftest import CONTENT

SEARCHES = ("walking", "bone marrow", "pain", "spinal cord inj", "steroid", "qqqqzzzz", "37")


@pytest.fixture
def library(library_file: Path) -> Iterator[Library]:
    opened = Library(library_file, unchanging=True)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def written() -> dict[str, Study]:
    """Every study as its text tells it."""
    return {study.slug: study for study in read_content(CONTENT).studies}


def test_every_study_comes_back_as_it_was_written(
    library: Library, written: dict[str, Study]
) -> None:
    assert {slug: library.study(slug) for slug in written} == written


def test_words_pages_and_topics_come_back_as_they_were_written(library: Library) -> None:
    content = read_content(CONTENT)
    assert library.words() == content.words
    assert set(library.pages()) == set(content.pages)
    assert library.topics() == content.topics
    assert library.edition() == content.edition


def test_the_first_category_holds_every_study(library: Library) -> None:
    first, *others = library.shelves()
    assert first.studies == library.study_count() == len(library.cards())
    for shelf in others:
        assert shelf.studies == len(library.cards(Filters(category=shelf.slug)))


@pytest.mark.parametrize("sort", list(Sort))
def test_each_order_holds_every_study_once(library: Library, sort: Sort) -> None:
    slugs = [card.slug for card in library.cards(Filters(sort=sort))]
    assert sorted(slugs) == sorted(card.slug for card in library.cards())


def test_the_newest_study_comes_first(library: Library, written: dict[str, Study]) -> None:
    keys = [written[card.slug].published for card in library.cards()]
    dates = [key.sort_key for key in keys if not isinstance(key, str)]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(design=Design.RANDOMISED_TRIAL),
        Filters(since=2020),
        Filters(evidence_level=2),
        Filters(injury_level=Level.CERVICAL),
        Filters(category="regenerative-medicine", since=2022, sort=Sort.TITLE),
    ],
)
def test_a_filter_lets_through_just_what_it_says(
    library: Library, written: dict[str, Study], filters: Filters
) -> None:
    found = {card.slug for card in library.cards(filters)}
    assert found == {slug for slug, study in written.items() if _passes(study, library, filters)}
    assert found, "the filter lets nothing through, so it proves nothing"


def _passes(study: Study, library: Library, filters: Filters) -> bool:
    year = 0 if isinstance(study.published, str) else study.published.year
    levels = () if isinstance(study.people.levels, str) else study.people.levels
    return all(
        (
            not filters.category or filters.category in study.categories,
            filters.design in (None, study.design.kind),
            filters.since is None or year >= filters.since,
            filters.evidence_level in (None, library.card(study.slug).level),
            filters.injury_level is None or filters.injury_level in levels,
        )
    )


def test_a_place_counts_from_one_and_knows_its_neighbours(library: Library) -> None:
    slugs = [card.slug for card in library.cards()]
    for at, slug in enumerate(slugs):
        place = library.place(slug, Filters())
        assert place is not None
        assert (place.position, place.total) == (at + 1, len(slugs))
        assert place.previous == (slugs[at - 1] if at else None)
        assert place.following == (slugs[at + 1] if at + 1 < len(slugs) else None)
    assert library.place("nosuch", Filters()) is None


def test_a_search_does_without_what_nothing_holds_and_takes_the_last_as_a_beginning(
    library: Library,
) -> None:
    found = [one.card.slug for one in library.search("bone marr").found]
    assert "honmou-2021-iv-msc-13-cases" in found
    assert library.search("bone marrow ").whole > 0
    assert library.search("bone marrow qqqqzzzz").whole == 0
    assert len(library.search("spinal", limit=2).found) == 2


def test_only_the_word_itself_is_left_out_and_no_other_word_for_it(library: Library) -> None:
    """Who types "pee" finds the bladder, but no study says it."""
    assert library.search("pee").whole
    assert library.search("pain -pee ") == library.search("pain ")


def test_a_place_in_a_search_is_the_one_in_what_was_found(library: Library) -> None:
    found = [one.card.slug for one in library.search("spinal").found]
    places = [library.place_in_search(slug, "spinal", Filters()) for slug in found]
    assert [place and place.position for place in places] == list(range(1, len(found) + 1))
    assert places[1] == Place(2, len(found), found[0], found[2])
    assert library.place_in_search(found[0], "qqqqzzzz", Filters()) is None
    assert library.place_in_search(found[0], "", Filters()) is None


@pytest.mark.parametrize("sort", [sort for sort in Sort if sort is not Sort.NEWEST])
def test_what_a_search_finds_stands_in_the_order_asked_for(library: Library, sort: Sort) -> None:
    filters = Filters(sort=sort)
    found = [one.card.slug for one in library.search("spinal", filters).found]
    assert len(found) > 3
    assert found == [card.slug for card in library.cards(filters) if card.slug in found]
    assert sorted(found) == sorted(one.card.slug for one in library.search("spinal").found)
    place = library.place_in_search(found[0], "spinal", filters)
    assert place == Place(1, len(found), None, found[1])


def test_the_best_match_comes_first_if_no_order_is_asked_for(library: Library) -> None:
    best = library.search("pregabalin").found[0].card
    assert "pregabalin" in best.list_title.casefold()
    newest = [card.slug for card in library.cards()]
    found = [newest.index(one.card.slug) for one in library.search("spinal").found]
    assert found != sorted(found)


def test_a_study_is_found_by_every_sentence_it_says(
    library: Library, written: dict[str, Study]
) -> None:
    for slug, study in written.items():
        for prose in own_prose(study):
            for sentence in sentences(prose):
                words = " ".join(words_in(sentence.text))
                assert library.place_in_search(slug, words, Filters()), sentence


def test_titles_in_the_order_of_the_alphabet_take_capitals_for_small_letters(
    library: Library,
) -> None:
    titles = [card.list_title.casefold() for card in library.cards(Filters(sort=Sort.TITLE))]
    assert titles == sorted(titles)


def test_several_names_are_looked_up_at_once_in_the_order_asked_for(library: Library) -> None:
    words, cards = library.words()[5:0:-1], library.cards()[3:0:-1]
    terms = library.terms([word.slug for word in words])
    titles = library.list_titles([card.slug for card in cards])
    assert list(terms.items()) == [(word.slug, word.term) for word in words]
    assert list(titles.items()) == [(card.slug, card.list_title) for card in cards]
    assert library.terms(()) == library.list_titles(()) == {}


@pytest.mark.parametrize("ask", ["terms", "list_titles"])
def test_a_name_that_is_not_there_is_said_so(library: Library, ask: str) -> None:
    with pytest.raises(NotThere, match="nosuch"):
        getattr(library, ask)(("nosuch",))


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("autonomic dysr", "autonomic-dysreflexia"),
        ("dysreflexia autonomic", "autonomic-dysreflexia"),
        ("  AUTONOMIC   Dysréflexia! ", "autonomic-dysreflexia"),
    ],
)
def test_words_are_found_by_the_words_of_their_names(
    library: Library, typed: str, slug: str
) -> None:
    assert slug in [word.slug for word in library.words_like(typed)]


def test_words_are_found_by_what_else_they_are_called(library: Library) -> None:
    named = [word for word in library.words() if word.also]
    assert named
    for word in named:
        assert all(word in library.words_like(name) for name in word.also)


@pytest.mark.parametrize(
    "typed", ["", " ?", "utonomic", "dysreflexi autonomic", "autonomic nosuch"]
)
def test_no_word_is_found_by_what_its_names_do_not_hold(library: Library, typed: str) -> None:
    assert "autonomic-dysreflexia" not in [word.slug for word in library.words_like(typed)]


@pytest.mark.parametrize("ask", ["study", "card", "shelf", "word", "page", "topic"])
def test_what_is_not_there_is_said_so(library: Library, ask: str) -> None:
    with pytest.raises(NotThere, match="nosuch"):
        getattr(library, ask)("nosuch")


def test_the_committed_library_is_the_one_its_text_makes(library_file: Path) -> None:
    rebuilt, committed = _rows(library_file), _rows(bundled("data.db"))
    assert rebuilt == committed, "the content has changed: make data"


def test_the_committed_library_finds_what_a_rebuilt_one_finds(library: Library) -> None:
    committed = Library(bundled("data.db"), unchanging=True)
    try:
        assert committed.damage() == ()
        for words in SEARCHES:
            assert committed.search(words) == library.search(words)
    finally:
        committed.close()


def _rows(file: Path) -> dict[str, list[object]]:
    """The rows of every ordinary table; the bytes of the full-text index differ by SQLite."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
            " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%!_fts%' ESCAPE '!'"
        ).fetchall()
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for (name,) in tables
        }
