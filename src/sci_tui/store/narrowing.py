"""What a list is narrowed to becomes an expression over tokens."""

from collections.abc import Mapping
from typing import NamedTuple

from sci_tui.domain.browse import PEOPLE_STEPS, SCALES, YEARS, Filters
from sci_tui.store.statements import EVERY, Passing, facet_named
from sci_tui.store.tokens import every, facet_token, quoted, some


class Facet(NamedTuple):
    """A value that lists can be narrowed to: its number, and how many studies have it."""

    number: int
    studies: int


def passing(filters: Filters, facets: Mapping[str, Facet]) -> Passing | None:
    """The studies that pass the filters; None if none can, as no study has what is asked for."""
    named = [
        [facet_named(name, value)] for name, value in filters.given.items() if name not in SCALES
    ]
    if filters.since or filters.until:
        first, last = filters.since or YEARS[0], filters.until or YEARS[1]
        named.append([facet_named("year", year) for year in range(first, last + 1)])
    people = filters.people or 0
    step = max((step for step in PEOPLE_STEPS if step <= people), default=0)
    if step:
        named.append([facet_named("people", step)])
    found = [[facets[name] for name in names if name in facets] for names in named or [[EVERY]]]
    if not all(found):
        return None
    # The rarest first, as it is the one that is gone through.
    found.sort(key=lambda choices: sum(facet.studies for facet in choices))
    tokens = [[quoted(facet_token(facet.number)) for facet in choices] for choices in found]
    return Passing(every(*map(some, tokens)), 0 if people == step else people)
