"""Find studies with people like a reader."""

from typing import Final, NamedTuple

from sci_tui.domain.browse import Card
from sci_tui.domain.fitting import Group, Me, Population, Verdict, judged
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
    judgements = [
        (studied, verdict)
        for studied in library.populations()
        if (verdict := judged(me, studied.population))
    ]
    found = []
    for group in Group:
        members = {
            studied.number: (studied, verdict)
            for studied, verdict in judgements
            if verdict.group is group
        }
        shown = tuple(
            Fitting(card, members[number][0].population, members[number][1])
            for number, card in library.cards_of(tuple(members), MOST_SHOWN)
        )
        total = sum(studied.studies for studied, _ in members.values())
        found.append(Fittings(group, total, shown))
    return tuple(found)
