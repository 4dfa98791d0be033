"""How sure a design lets us be: the library's words and the OCEBM 2011 levels.

Both tables are the ones the page "How to read a study" shows. They look at the design alone; a
badly run trial by chance is still a trial by chance.
Source: Oxford Centre for Evidence-Based Medicine, 2011 levels, treatment benefits.
"""

from typing import Final, NamedTuple

from sci_tui.domain.kinds import UNKNOWN, Certainty, Design, Question
from sci_tui.domain.study import Study

LARGE_TRIAL: Final = 50
"""From so many people on, a trial by chance makes us "fairly" sure."""


class Rung(NamedTuple):
    """What a design counts as: the library's word and the OCEBM 2011 level with its name."""

    certainty: Certainty
    level: int | None
    level_name: str


LADDER: Final[dict[Design, Rung]] = {
    Design.REVIEW_OF_TRIALS: Rung(Certainty.MORE, 1, "systematic review of randomised trials"),
    Design.REVIEW: Rung(Certainty.SOMEWHAT, None, ""),
    Design.RANDOMISED_TRIAL: Rung(Certainty.FAIRLY, 2, "randomised trial"),
    Design.RANDOMISED_CROSSOVER: Rung(Certainty.FAIRLY, 2, "randomised trial"),
    Design.COMPARED: Rung(Certainty.SOMEWHAT, 3, "compared, not randomised"),
    Design.HISTORICAL: Rung(Certainty.SOMEWHAT, 4, "compared with people treated earlier"),
    Design.CASE_CONTROL: Rung(Certainty.SOMEWHAT, 4, "case-control study"),
    Design.SINGLE_ARM: Rung(Certainty.NOT_VERY, 4, "case series"),
    Design.CASE_SERIES: Rung(Certainty.NOT_VERY, 4, "case series"),
    Design.SURVEY: Rung(Certainty.NOT_VERY, None, ""),
    Design.CASE_REPORT: Rung(Certainty.HARDLY, 4, "case report, counted as a case series"),
    Design.GUIDELINE: Rung(Certainty.SOMEWHAT, None, ""),
    Design.ANIMAL: Rung(Certainty.HARDLY, 5, "reasoning from how the body works"),
    Design.LABORATORY: Rung(Certainty.HARDLY, 5, "reasoning from how the body works"),
}
"""Every design, its word and its level. The only place where either is decided."""

HAS_COMPARISON: Final[dict[Design, bool]] = {
    Design.REVIEW_OF_TRIALS: True,
    Design.RANDOMISED_TRIAL: True,
    Design.RANDOMISED_CROSSOVER: True,
    Design.COMPARED: True,
    Design.HISTORICAL: True,
    Design.CASE_CONTROL: True,
    Design.SINGLE_ARM: False,
    Design.CASE_SERIES: False,
    Design.SURVEY: False,
    Design.CASE_REPORT: False,
}
"""Whether studies of a design compare groups; the designs left out do not tell."""

_BY_CHANCE: Final = (Design.RANDOMISED_TRIAL, Design.RANDOMISED_CROSSOVER)


def certainty(study: Study) -> Certainty:
    """How sure the study's design and number of people let us be."""
    number = study.people.number
    if number == 1:
        return Certainty.HARDLY
    if study.design.kind in _BY_CHANCE and (number is UNKNOWN or int(number) < LARGE_TRIAL):
        return Certainty.SOMEWHAT
    return LADDER[study.design.kind].certainty


def ocebm_level(study: Study) -> int | None:
    """The OCEBM 2011 level, or None where that table does not fit the question or the design."""
    if study.design.question is not Question.TREATMENT:
        return None
    return LADDER[study.design.kind].level
