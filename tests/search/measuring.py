"""How well a search answers questions: success at one and at three, mean reciprocal rank."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple


class Figures(NamedTuple):
    """Shares of all questions, from 0 to 1, and the questions not answered among the first three.

    ``success_at_1`` and ``success_at_3``: an answer stands first, among the first three.
    ``mrr``: the mean of one divided by the place of the first answer, 0 where there is none.
    """

    questions: int
    success_at_1: float
    success_at_3: float
    mrr: float
    missed: tuple[str, ...]


def measured(questions: Iterable[Mapping[str, Any]], search: Callable[[str], list[str]]) -> Figures:
    """Ask every question.

    Args:
        questions: Each with what is ``typed`` and the slugs that are its ``answers``.
        search: Gives the slugs that are found, the best first.
    """
    places = {}
    for question in questions:
        answers = set(question["answers"])
        found = enumerate(search(question["typed"]), start=1)
        places[question["typed"]] = next((at for at, slug in found if slug in answers), None)
    share = len(places) or 1
    return Figures(
        len(places),
        sum(place == 1 for place in places.values()) / share,
        sum(place is not None and place <= 3 for place in places.values()) / share,
        sum(1 / place for place in places.values() if place) / share,
        tuple(typed for typed, place in places.items() if place is None or place > 3),
    )
