"""Any combination of filters, against the same asked of every study in plain Python."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sci_tui.domain.browse import (
    CHOICES,
    MOST_COUNTED,
    Compared,
    Figures,
    Filters,
    Sort,
    newest_first,
)
from sci_tui.domain.evidence import ocebm_level
from sci_tui.domain.library import Content
from sci_tui.domain.study import (
    UNKNOWN,
    Completeness,
    Design,
    Level,
    Outcome,
    Species,
    Study,
    TimeSinceInjury,
)
from sci_tui.exchange.content import read_content
from sci_tui.store.library import Library
from tests.conftest import CONTENT

COMPARING = {
    Design.REVIEW_OF_TRIALS,
    Design.RANDOMISED_TRIAL,
    Design.RANDOMISED_CROSSOVER,
    Design.COMPARED,
    Design.HISTORICAL,
    Design.CASE_CONTROL,
}
ALONE = {Design.SINGLE_ARM, Design.CASE_SERIES, Design.SURVEY, Design.CASE_REPORT}
MEANT = {"complete": {"complete", "A"}, "incomplete": {"incomplete", "B", "C", "D"}}


def rarely(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Mostly nothing, so that some studies pass many filters at once."""
    return st.one_of(st.none(), st.none(), st.none(), values)


filters = st.builds(
    Filters,
    category=st.sampled_from(["", "", "", "pain", "rehabilitation", "spinal-cord-injury", "no'\""]),
    design=rarely(st.sampled_from(Design)),
    evidence_level=rarely(st.integers(1, 5)),
    since=rarely(st.integers(1900, 2100)),
    until=rarely(st.integers(1900, 2100)),
    species=rarely(st.sampled_from(Species)),
    people=rarely(st.integers(1, 300)),
    completeness=rarely(st.sampled_from(Completeness)),
    injury_level=rarely(st.sampled_from(Level)),
    time=rarely(st.sampled_from(TimeSinceInjury)),
    compared=rarely(st.sampled_from(Compared)),
    outcome=rarely(st.sampled_from(Outcome)),
    figures=rarely(st.sampled_from(Figures)),
    edition=rarely(st.integers(1, 2)),
    sort=st.sampled_from(Sort),
)
many_examples = settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def content() -> Content:
    return read_content(CONTENT)


@pytest.fixture
def library(library_file: Path) -> Iterator[Library]:
    opened = Library(library_file, unchanging=True)
    yield opened
    opened.close()


def passes(study: Study, asked: Filters, first_category: str) -> bool:
    """Whether a study passes the filters, by its text alone."""
    people, kind = study.people, study.design.kind
    year = None if study.published is UNKNOWN else study.published.year
    number = None if people.number is UNKNOWN else int(people.number)
    said = set() if people.completeness is UNKNOWN else {str(each) for each in people.completeness}
    comparing = {Compared.YES: COMPARING, Compared.NO: ALONE}
    return all(
        (
            asked.category in ("", first_category, *study.categories),
            asked.design in (None, kind),
            asked.evidence_level in (None, ocebm_level(study)),
            asked.since is None or (year is not None and year >= asked.since),
            asked.until is None or (year is not None and year <= asked.until),
            asked.species in (None, people.species),
            asked.people is None or (number is not None and number >= asked.people),
            asked.completeness is None
            or said & MEANT.get(str(asked.completeness), {str(asked.completeness)}),
            asked.injury_level is None or asked.injury_level in _known(people.levels),
            asked.time is None or asked.time in _known(people.time_since_injury),
            asked.compared is None or kind in comparing[asked.compared],
            asked.outcome in (None, study.outcome),
            asked.figures is None or study.figures,
            asked.edition in (None, study.edition),
        )
    )


def _known(values: Any) -> tuple[object, ...]:
    return () if values is UNKNOWN else values


@many_examples
@given(asked=filters)
def test_a_list_holds_just_the_studies_that_pass_in_its_order(
    library: Library, content: Content, asked: Filters
) -> None:
    first = content.categories[0].slug
    passing = {study.slug for study in content.studies if passes(study, asked, first)}
    every = [card.slug for card in library.cards(Filters(sort=asked.sort))]
    assert [card.slug for card in library.cards(asked)] == [s for s in every if s in passing]
    assert library.count(asked) == len(passing)


@many_examples
@given(asked=filters, typed=st.one_of(st.sampled_from(["pain", "walk", "injury"]), st.text()))
def test_a_search_holds_what_it_finds_and_what_passes(
    library: Library, content: Content, asked: Filters, typed: str
) -> None:
    first = content.categories[0].slug
    passing = {study.slug for study in content.studies if passes(study, asked, first)}
    searched, narrowed = library.search(typed), library.search(typed, asked)
    found = [one.card.slug for one in searched.found]
    # Where few hold all of it, the best that hold a part follow: the best of those that pass.
    assert set(found) & passing <= {one.card.slug for one in narrowed.found} <= passing
    # What holds all of it is what a search is about, or what holds a part where nothing does.
    about = narrowed.whole if searched.whole else len(narrowed.found)
    assert library.count(asked, typed) == about
    assert narrowed.whole == len(set(found[: searched.whole]) & passing)


@many_examples
@given(asked=filters, name=st.sampled_from(sorted(CHOICES)), in_search=st.booleans())
def test_a_choice_promises_as_many_studies_as_it_leaves(
    library: Library, asked: Filters, name: str, in_search: bool
) -> None:
    typed = "injury" if in_search else None
    for value, promised in zip(
        CHOICES[name], library.counts(name, CHOICES[name], asked, typed), strict=True
    ):
        chosen = asked.without(name)._replace(**{name: value})  # type: ignore[arg-type]
        left = library.search("injury", chosen).whole if in_search else len(library.cards(chosen))
        assert promised == left


def test_no_more_are_counted_than_are_shown_as_counted(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_COUNTED == 1_000
    for room in ("statements", "library"):
        monkeypatch.setattr(f"sci_tui.store.{room}.MOST_COUNTED", 2)
    assert library.count(Filters()) == 3
    assert library.count(Filters(), "injury") == 3
    assert library.counts("species", ("human", "animal"), Filters()) == (3, 3)
    assert library.counts("since", (1900, 2100), Filters()) == (3, 0)


def test_without_words_a_search_leaves_nothing(library: Library) -> None:
    assert library.count(Filters(), "?!") == 0
    assert library.counts("species", ("human", "animal"), Filters(), "") == (0, 0)


def test_the_newest_come_first_as_the_content_has_them(library: Library, content: Content) -> None:
    assert [card.slug for card in library.cards()] == [
        study.slug for study in sorted(content.studies, key=newest_first)
    ]
