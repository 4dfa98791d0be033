"""Studies with people like a reader, found in a library."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sci_tui.domain.fitting import (
    AgeBand,
    Criterion,
    Group,
    Me,
    judged,
    population,
)
from sci_tui.domain.kinds import Completeness, Level, Species, TimeSinceInjury
from sci_tui.exchange.content import read_content
from sci_tui.services.fitting import MOST_SHOWN, fitting
from sci_tui.services.library import Library, open_library
from sci_tui.store.builder import build
from tests.small_library import TEXT

READERS: tuple[Me, ...] = (
    {Criterion.LEVEL: Level.CERVICAL},
    {Criterion.TIME: TimeSinceInjury.CHRONIC, Criterion.COMPLETENESS: Completeness.A},
    {
        Criterion.LEVEL: Level.THORACIC,
        Criterion.COMPLETENESS: Completeness.INCOMPLETE,
        Criterion.TIME: TimeSinceInjury.SUBACUTE,
        Criterion.AGE: AgeBand.UNDER_18,
    },
)


@pytest.fixture
def library(library_file: Path) -> Iterator[Library]:
    with closing(open_library(library_file, bundled=True)) as opened:
        yield opened


@pytest.mark.parametrize("me", READERS)
def test_each_group_holds_just_the_studies_whose_own_people_belong_there(
    library: Library, me: Me
) -> None:
    wanted: dict[Group, list[str]] = {group: [] for group in Group}
    for card in library.cards():
        verdict = judged(me, population(library.study(card.slug).people))
        if verdict:
            wanted[verdict.group].append(card.slug)
    found = fitting(me, library)
    assert [fittings.group for fittings in found] == list(Group)
    for fittings in found:
        # In the order of lists, so the newest come first.
        slugs = [study.card.slug for study in fittings.shown]
        assert slugs == wanted[fittings.group][:MOST_SHOWN]
        assert fittings.total == len(wanted[fittings.group])


def test_what_is_shown_of_a_study_is_its_own(library: Library) -> None:
    for fittings in fitting(READERS[1], library):
        for study in fittings.shown:
            people = library.study(study.card.slug).people
            assert study.people == population(people)
            assert study.verdict == judged(READERS[1], study.people)


def test_no_study_of_animals_is_there(library: Library) -> None:
    for me in READERS:
        for fittings in fitting(me, library):
            assert {study.people.species for study in fittings.shown} <= {Species.HUMAN}


def test_of_many_studies_the_newest_are_shown_and_all_are_counted(tmp_path: Path) -> None:
    content = read_content(TEXT)
    cells = next(study for study in content.studies if study.slug == "cells-series-2021")
    many = tuple(cells._replace(slug=f"copy-{number:03}") for number in range(250))
    file = tmp_path / "many.db"
    build(content._replace(studies=many), file)
    with closing(open_library(file, bundled=True)) as library:
        fits, *others = fitting({Criterion.LEVEL: Level.CERVICAL}, library)
        assert len(library.populations()) == 1
    assert fits.total == 250
    assert [study.card.slug for study in fits.shown] == [f"copy-{n:03}" for n in range(MOST_SHOWN)]
    assert [group.total for group in others] == [0, 0]
