"""Find studies with people like a reader."""

from typing import Final, NamedTuple

from sci_tui.domain.browse import Card, PeopledCard
from sci_tui.domain.fitting import Group, Me, Population, StudiedPopulation, Verdict, judged
from sci_tui.services.library import Library

MOST_SHOWN: Final = 100
"""Studies of each group that are shown."""


class Fitting(NamedTuple):
    """A study that fits or nearly fits, the people it had and how they stand to a reader."""

    card: Card
    people: Population
    verdict: Verdict


class Fittings(NamedTuple):
    """The newest studies of one group, newest first, and how many there are in all."""

    group: Group
    total: int
    shown: tuple[Fitting, ...]


def fitting(me: Me, library: Library) -> tuple[Fittings, ...]:
    """The studies of each group, the group that fits best first."""
    members: dict[Group, dict[int, _Judged]] = {group: {} for group in Group}
    for studied in library.populations():
        verdict = judged(me, studied.population)
        if verdict:
            members[verdict.group][studied.number] = _Judged(studied, verdict)
    return tuple(_fittings(group, members[group], library) for group in Group)


class _Judged(NamedTuple):
    """A population of the library, and how it stands to a reader."""

    studied: StudiedPopulation
    verdict: Verdict


def _fittings(group: Group, members: dict[int, _Judged], library: Library) -> Fittings:
    total = sum(member.studied.studies for member in members.values())
    shown = (
        _fitting(peopled, members[peopled.population])
        for peopled in library.cards_of(tuple(members), MOST_SHOWN)
    )
    return Fittings(group, total, tuple(shown))


def _fitting(peopled: PeopledCard, member: _Judged) -> Fitting:
    people = member.studied.population._replace(age_min=peopled.age_min, age_max=peopled.age_max)
    return Fitting(peopled.card, people, member.verdict)
