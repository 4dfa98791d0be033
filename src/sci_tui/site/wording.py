"""Every sentence we say that is not content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, TypeVar

from sci_tui.domain.browse import (
    MOST_COUNTED,
    MOST_FOUND,
    MOST_LISTED,
    Card,
    Compared,
    Figures,
    Found,
    Sort,
)
from sci_tui.domain.feedback import Helpful, Reason, Where
from sci_tui.domain.fitting import (
    COMPLETE,
    INCOMPLETE,
    AgeBand,
    Criterion,
    Group,
    Me,
    Population,
    Trait,
    Verdict,
)
from sci_tui.domain.kinds import (
    UNKNOWN,
    Agreement,
    Blinding,
    Certainty,
    Completeness,
    Design,
    Level,
    Outcome,
    Seller,
    Species,
    Stance,
    TimeSinceInjury,
    Unknown,
)

if TYPE_CHECKING:
    from sci_tui.domain.study import StudyDesign

_Value = TypeVar("_Value")

LIBRARY: Final = "Spinal cord injury research, in plain words"
NOT_ADVICE: Final = (
    "Information, not medical advice.",
    "Ask your care team before changing anything.",
)
NOT_SAID: Final = "The source does not say"
NOT_REVIEWED: Final = "Not yet reviewed by a clinician."
WRITTEN_FOR: Final = "Written for this library from the sources listed."

HOW_SURE: Final = "How sure can we be?"
SIMPLE_WORDS: Final = "In simple words"
AT_A_GLANCE: Final = "At a glance"
DURATION: Final = "Study duration"
PARTICIPANTS: Final = "Participants"
EVIDENCE: Final = "Evidence level"
CAME_OUT: Final = "What came out"
FINDINGS: Final = "Key findings"
FIGURES: Final = "Figures"
SUMMARY: Final = "Research summary"
IMPLICATIONS: Final = "Practical implications"
LIMITATIONS: Final = "Study limitations"
HARMS: Final = "Harms reported"
NEWS: Final = "In the news"
PAGE_WORDS: Final = "Words on this page"
RELATED: Final = "Others on the same question"
WHERE_FROM: Final = "Where every figure on this page comes from"
WHAT_FACTS_ARE: Final = (
    "Each fact on the page, in our own words, with the source it was read in.",
    "The sentences of the page that rest on it stand below it.",
)
NO_FACTS: Final = "This page states no figure that rests on a source."
HOW_TO_SEARCH: Final = (
    "Search looks in the titles and the text of every study, and knows other words for much of it.",
    "Studies that hold all of it come first; the last word may be unfinished.",
    'Words in "quotation marks" have to stand together; a word after a - must not be there.',
)
AS_YOU_TYPE: Final = (
    "The best results come while you type.",
    "Down or Tab leads to them and Up back to the field; Enter in the field shows all of them.",
)
OTHER_WORDS: Final = "Try fewer or other words, or the beginning of a word."
SAME_FILTERS: Final = "with the same filters"
NO_FILTERS: Final = "in the whole library"
TYPING_WORDS: Final = "Type words. Enter shows all, Down leads to the results, Esc leaves."
TYPING_WORDS_SHORT: Final = "Enter searches, Down leads to what is found, F2 leaves."
DOWN_TO_RESULTS: Final = "Down leads there."
WHICH_CATEGORY: Final = (
    "Type category and the number of a study, such as category 1; on a study, category alone."
)
NO_STUDY_HERE: Final = "There is no study on this line."
WITH_A_PART: Final = "With a part of it, or in other words"
TOGETHER: Final = "What the studies say together"
BEFORE_A_TRIAL: Final = "Before joining a trial"
WHAT_A_TRIAL_IS: Final = (
    "A trial is done because nobody knows yet whether something helps or harms.",
    "Some questions are worth an answer before one joins.",
)
SOURCES: Final = "Sources"
HELPFUL: Final = "Was this summary helpful?"
ONWARD: Final = "Where to next"

TAKE_HOME: Final = "Take this study home"
HOW_TO_TAKE_HOME: Final = (
    "Point the camera of a phone at a code, and the phone shows what the code holds.",
    "A code is a picture of text: nothing is sent from here, and nothing is kept of you.",
)
THE_PAPER: Final = "The paper"
REFERENCE: Final = "Its reference"
ADDRESS_AS_CODE: Final = "Address of the paper, as a code"
TEXT_AS_CODE: Final = "This summary, as a code"
CAREFUL: Final = "What to be careful about"
PRINT: Final = "Print it"
NO_PRINTER: Final = "No printer is set up here."
NO_DOI: Final = "The source does not say a DOI, so this is the address of what was read."
NO_ADDRESS: Final = "There is no such code: the source says neither a DOI nor an address."
NO_ROOM_FOR_CODES: Final = "This window is too small for codes of the summary."
ONLY_ASCII_NO_CODE: Final = "The code is not drawn, as only ASCII signs are used here."

NARROW: Final = "Narrow this list"
CLEAR: Final = "Clear all filters"
CHOSEN: Final = "Chosen"
TAKE_AWAY: Final = "take away"
NONE_LEFT: Final = "Show the list: no study is left"
NOT_NARROWED: Final = "Nothing is chosen: all studies of the list are shown."
NOTHING_TO_CHOOSE: Final = "There is nothing to narrow here."
ORDER: Final = "Order"

GOODBYE: Final = "Goodbye."
SEARCH_FOR: Final = "Search for:"
YOUR_COMMENT: Final = "Your comment:"
FIND_IN_PAGE: Final = "Find in this page:"
NO_SECTIONS: Final = "This page has no sections."
NO_PAGE_WORDS: Final = "This page explains no words."
NOTHING_IN_SIGHT: Final = "There is nothing to open on this part of the page."
NOTHING_READ: Final = "Nothing was read aloud yet. v reads from here on."
NOTHING_HERE: Final = "There is nothing to choose here."

NO_RANGE: Final = "The source gives no range for this scale, so there is no bar."
NO_LEVEL: Final = "The treatment scale OCEBM 2011 has no level for this kind of question or design."

SURE: Final[Mapping[Certainty, str]] = {
    Certainty.HARDLY: "Hardly",
    Certainty.NOT_VERY: "Not very",
    Certainty.SOMEWHAT: "Somewhat",
    Certainty.FAIRLY: "Fairly",
    Certainty.MORE: "More",
}
SURE_IN_LIST: Final[Mapping[Certainty, str]] = {
    Certainty.HARDLY: "hardly sure",
    Certainty.NOT_VERY: "not very sure",
    Certainty.SOMEWHAT: "somewhat sure",
    Certainty.FAIRLY: "fairly sure",
    Certainty.MORE: "more sure",
}
COMPARED: Final[Mapping[Design, str]] = {
    Design.REVIEW_OF_TRIALS: "review of trials",
    Design.REVIEW: "review of studies",
    Design.RANDOMISED_TRIAL: "groups made by chance",
    Design.RANDOMISED_CROSSOVER: "order made by chance",
    Design.COMPARED: "groups not made by chance",
    Design.HISTORICAL: "compared with people treated earlier",
    Design.CASE_CONTROL: "groups not made by chance",
    Design.SINGLE_ARM: "no comparison group reported",
    Design.CASE_SERIES: "no comparison group",
    Design.SURVEY: "survey, nothing compared",
    Design.CASE_REPORT: "no comparison group",
    Design.GUIDELINE: "guideline",
    Design.ANIMAL: "in animals",
    Design.LABORATORY: "in the laboratory",
}
WHO_KNEW: Final[Mapping[Blinding, str]] = {
    Blinding.NOBODY: "Everyone knew who was treated and how.",
    Blinding.ASSESSORS: "Those who judged the results did not know who had what.",
    Blinding.PEOPLE: "The people treated did not know which treatment they had.",
    Blinding.SINGLE: "It was single-blind: one side did not know who had what.",
    Blinding.DOUBLE: "It was double-blind: neither the people nor the staff knew who had what.",
    Blinding.NOT_APPLICABLE: "There was no treatment to keep secret.",
    Blinding.UNKNOWN: f"{NOT_SAID} whether people knew which treatment they had.",
}
_REVIEWED: Final = (
    "It gathers other studies; who knew which treatment people had may differ between them."
)
_UNSEEN: Final = f"{NOT_SAID} whether those who judged the results knew which animals were treated."


OUTCOME: Final[Mapping[Outcome, str]] = {
    Outcome.HELPED: "It helped in this study",
    Outcome.NO_DIFFERENCE: "No clear difference",
    Outcome.HARMED: "It did harm",
    Outcome.MIXED: "Mixed: some results better, some not",
    Outcome.UNCLEAR: "Unclear from a study like this",
}
SORTED: Final[Mapping[Sort, str]] = {
    Sort.NEWEST: "newest first",
    Sort.SURE: "surest first",
    Sort.PEOPLE: "most people first",
    Sort.TITLE: "by title",
    Sort.ADDED: "newest in this library first",
}
BEST_FIRST: Final = "best match first"
NEXT_RESULTS: Final = f"The next {MOST_FOUND} results"
RESULTS_BEFORE: Final = f"The {MOST_FOUND} results before"
NO_MORE_RESULTS: Final = (
    "More studies hold it, but no more of them are shown. Narrow the list, or type more words."
)
NEXT_PART: Final = f"The next {MOST_LISTED} studies"
PART_BEFORE: Final = f"The {MOST_LISTED} studies before"
FILTER: Final[Mapping[str, str]] = {
    "category": "Category",
    "design": "How the study was made",
    "evidence_level": "Evidence level",
    "since": "Published since",
    "until": "Published until",
    "species": "People or animals",
    "people": "How many people",
    "completeness": "How complete the injury was",
    "injury_level": "Where the injury was",
    "time": "Time since the injury",
    "compared": "Comparison group",
    "outcome": "What came out",
    "figures": "Figures",
    "edition": "New in edition",
}
"""The heading of each filter."""
_VALUE: Final[Mapping[str, Mapping[str, str]]] = {
    "design": {
        Design.REVIEW_OF_TRIALS: "review of randomised trials",
        Design.REVIEW: "review of studies",
        Design.RANDOMISED_TRIAL: "randomised trial",
        Design.RANDOMISED_CROSSOVER: "randomised crossover trial",
        Design.COMPARED: "groups not made by chance",
        Design.HISTORICAL: "compared with people treated earlier",
        Design.CASE_CONTROL: "case-control study",
        Design.SINGLE_ARM: "one group, all treated alike",
        Design.CASE_SERIES: "case series",
        Design.SURVEY: "survey",
        Design.CASE_REPORT: "case report",
        Design.GUIDELINE: "guideline",
        Design.ANIMAL: "animal study",
        Design.LABORATORY: "laboratory study",
    },
    "species": {Species.HUMAN: "in people", Species.ANIMAL: "in animals"},
    "completeness": {
        Completeness.COMPLETE: "complete injuries",
        Completeness.INCOMPLETE: "incomplete injuries",
        **{grade: f"AIS grade {grade}" for grade in "ABCDE"},
    },
    "injury_level": {
        Level.CERVICAL: "neck (cervical) injuries",
        Level.THORACIC: "chest (thoracic) injuries",
        Level.LUMBAR: "lower back (lumbar) injuries",
        Level.SACRAL: "tailbone (sacral) injuries",
    },
    "time": {
        TimeSinceInjury.ACUTE: "injured hours to days before (acute)",
        TimeSinceInjury.SUBACUTE: "injured weeks to six months before (subacute)",
        TimeSinceInjury.CHRONIC: "injured longer before (chronic)",
    },
    "compared": {
        Compared.YES: "with a comparison group",
        Compared.NO: "without a comparison group",
    },
    "outcome": {
        Outcome.HELPED: "it helped",
        Outcome.NO_DIFFERENCE: "no clear difference",
        Outcome.HARMED: "it did harm",
        Outcome.MIXED: "mixed results",
        Outcome.UNCLEAR: "unclear results",
    },
    "figures": {Figures.YES: "with figures"},
}
"""What a list is narrowed to by each value of a filter that has values of its own."""
_NUMBER: Final[Mapping[str, str]] = {
    "category": "in {}",
    "evidence_level": "level {} of 5 (OCEBM 2011)",
    "since": "since {}",
    "until": "until {}",
    "people": "at least {:,} people",
    "edition": "new in edition {}",
}
AGREES: Final[Mapping[Agreement, str]] = {
    Agreement.YES: "Agrees with the study",
    Agreement.PARTLY: "Agrees in part",
    Agreement.NO: "Does not agree with the study",
}
SELLS: Final[Mapping[Seller, str]] = {
    Seller.YES: "Its publisher sells this treatment or one like it.",
    Seller.NO: "Its publisher does not sell the treatment.",
    Seller.UNKNOWN: "Whether its publisher sells the treatment is not known.",
}
STANCE: Final[Mapping[Stance, str]] = {
    Stance.AGREES: "agrees",
    Stance.DISAGREES: "disagrees",
    Stance.DIFFERS: "differs",
}
ANSWER: Final[Mapping[Helpful, str]] = {
    Helpful.YES: "Yes",
    Helpful.PARTLY: "Partly",
    Helpful.NO: "No",
}
KEPT: Final[Mapping[Where, str]] = {
    Where.HOME: "Answers are kept on this computer and nowhere else, without your name.",
    Where.KIOSK: (
        "Answers are kept without your name. This clinic and the people who write the library"
        " read them. Other visitors do not."
    ),
}
"""Who reads an answer."""
REASON: Final[Mapping[Reason, str]] = {
    Reason.TOO_HARD: "Too hard to read",
    Reason.TOO_LONG: "Too long",
    Reason.NOT_ABOUT_ME: "Not about me",
    Reason.NUMBERS_UNCLEAR: "Numbers unclear",
    Reason.SOMETHING_IS_WRONG: "Something is wrong",
}


LIKE_ME: Final = "Studies like me"
LIKE_ME_ABOUT: Final = (
    "This goes by what studies say of their people.",
    "It does not say what will help you.",
    NOT_ADVICE[0],
    "What you choose is never saved.",
)
LEFT_OPEN: Final = "left open"
LEAVE_OPEN: Final = "Leave it open"
SHOW_FITTING: Final = "Show the studies"
CHANGE_CHOSEN: Final = "Change what I chose"
FORGET_CHOSEN: Final = "Forget what I chose"
FITTING: Final = "Studies with people like me"
NOTHING_CHOSEN: Final = "Nothing is chosen yet."
CRITERION: Final[Mapping[Criterion, str]] = {
    Criterion.LEVEL: "Injury level",
    Criterion.COMPLETENESS: "How complete",
    Criterion.TIME: "Time since injury",
    Criterion.AGE: "Age",
}
CRITERION_ABOUT: Final[Mapping[Criterion, str]] = {
    Criterion.LEVEL: "The part of the spine at which the cord was injured.",
    Criterion.COMPLETENESS: (
        "The grade on the ASIA Impairment Scale (AIS), or complete or incomplete where no grade "
        "is known. Not sure? Leave it open."
    ),
    Criterion.TIME: "How long ago the injury was.",
    Criterion.AGE: "How old the person is.",
}
TRAIT: Final[Mapping[Trait, str]] = {
    Level.CERVICAL: "Neck (cervical)",
    Level.THORACIC: "Chest (thoracic)",
    Level.LUMBAR: "Lower back (lumbar)",
    Level.SACRAL: "Base of the spine (sacral)",
    Completeness.A: "AIS A: complete",
    Completeness.B: "AIS B: incomplete, feeling only",
    Completeness.C: "AIS C: incomplete, some movement",
    Completeness.D: "AIS D: incomplete, stronger movement",
    Completeness.COMPLETE: "Complete",
    Completeness.INCOMPLETE: "Incomplete, whatever the grade",
    TimeSinceInjury.ACUTE: "Hours to days",
    TimeSinceInjury.SUBACUTE: "Weeks to six months",
    TimeSinceInjury.CHRONIC: "More than six months",
    AgeBand.UNDER_18: "Under 18",
    AgeBand.FROM_18: "18 to 39",
    AgeBand.FROM_40: "40 to 59",
    AgeBand.FROM_60: "60 and over",
}
GROUP: Final[Mapping[Group, str]] = {
    Group.FITS: "Fit what you chose",
    Group.MAY_FIT: "May fit: the source does not say all of it",
    Group.NEARLY_FITS: "Nearly fit: one thing differs",
}
_IN_GROUP: Final[Mapping[Group, str]] = {
    Group.FITS: "fit",
    Group.MAY_FIT: "may fit",
    Group.NEARLY_FITS: "nearly fit",
}
_LEVEL_IN_WORDS: Final[Mapping[Level, str]] = {
    Level.CERVICAL: "neck",
    Level.THORACIC: "chest",
    Level.LUMBAR: "lower back",
    Level.SACRAL: "base of the spine",
}
_TIMES_IN_WORDS: Final[Mapping[frozenset[TimeSinceInjury], str]] = {
    frozenset((TimeSinceInjury.ACUTE,)): "hours to days ago",
    frozenset((TimeSinceInjury.SUBACUTE,)): "weeks to six months ago",
    frozenset((TimeSinceInjury.CHRONIC,)): "more than six months ago",
    frozenset((TimeSinceInjury.ACUTE, TimeSinceInjury.SUBACUTE)): "less than six months ago",
    frozenset((TimeSinceInjury.SUBACUTE, TimeSinceInjury.CHRONIC)): "weeks ago or longer",
    frozenset((TimeSinceInjury.ACUTE, TimeSinceInjury.CHRONIC)): (
        "hours to days ago, or more than six months ago"
    ),
}
"""Every answer but all of them together, from which nobody differs."""
_GRADE_IN_WORDS: Final[Mapping[Completeness, str]] = {
    **{grade: f"AIS {grade.value}" for grade in Completeness},
    Completeness.COMPLETE: "complete",
    Completeness.INCOMPLETE: "incomplete",
}


def who_knew(design: StudyDesign) -> str:
    """Who knew which treatment a person had, as far as that can be asked of such a design."""
    untold = design.blinding in (Blinding.NOT_APPLICABLE, Blinding.UNKNOWN)
    match design.kind:
        case Design.REVIEW_OF_TRIALS | Design.REVIEW if untold:
            return _REVIEWED
        case Design.ANIMAL | Design.LABORATORY if untold:
            return _UNSEEN
        case _:
            return WHO_KNEW[design.blinding]


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 study``, ``17 studies``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def as_counted(number: int) -> str:
    """A number, as far as it is counted: ``17``, ``1,000+``."""
    return f"{MOST_COUNTED:,}+" if number > MOST_COUNTED else f"{number:,}"


def studies(number: int) -> str:
    """So many studies."""
    return counted(number, "study", "studies")


def narrowed_to(name: str, value: str | int) -> str:
    """What a list is narrowed to by a value of a filter; a category is given by its title."""
    return _VALUE[name][str(value)] if name in _VALUE else _NUMBER[name].format(value)


def narrowing(title: str) -> str:
    """The title of the page on which a list is narrowed."""
    return f"Narrow this list: {title}"


def show_studies(number: int) -> str:
    """What leads from there to the list."""
    return f"Show {at_most_counted(number)}" if number else NONE_LEFT


def at_most_counted(number: int) -> str:
    """So many studies, as far as they are counted."""
    return f"{as_counted(number)} studies" if number > MOST_COUNTED else studies(number)


def new_in(edition: int) -> str:
    """The heading above the studies that came with an edition."""
    return f"New in edition {edition}"


def sorted_by(sort: Sort, *, in_search: bool) -> str:
    """The order of a list; a search that asks for none has the best match first."""
    return BEST_FIRST if in_search and sort is Sort.NEWEST else SORTED[sort]


def capital(words: str) -> str:
    """Words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def card_line(card: Card) -> str:
    """What a list says of a study below its title."""
    year = "year not known" if card.published is UNKNOWN else str(card.published.year)
    if card.design in (Design.ANIMAL, Design.LABORATORY):
        who = ""
    elif card.number is UNKNOWN:
        who = "number of people not known"
    else:
        who = counted(int(card.number), "person", "people")
    parts = (year, who, COMPARED[card.design], SURE_IN_LIST[card.certainty])
    return " · ".join(part for part in parts if part)


def found_line(found: Found) -> str:
    """The same with the category first, as what was found comes from everywhere."""
    return " · ".join(part for part in (found.shelf, card_line(found.card)) if part)


def level_line(level: int | None, name: str) -> str:
    """The evidence level with the name of its scale."""
    return f"Level {level} of 5 (OCEBM 2011: {name})." if level else NO_LEVEL


def sure_of_nothing(outcome: Outcome, certainty: Certainty) -> str:
    """How sure a result without benefit, or with harm, is: the same words as for a gain."""
    what = {
        Outcome.NO_DIFFERENCE: "that it did not clearly help more than what it was compared with",
        Outcome.HARMED: "that it did harm",
    }.get(outcome)
    if what is None or certainty in (Certainty.HARDLY, Certainty.NOT_VERY):
        return ""
    how = "surer than fairly" if certainty is Certainty.MORE else f"{certainty.value} sure"
    return f"So we can be {how} {what}."


def minutes(words: int) -> str:
    """How long so many words take to read, at 200 a minute."""
    return f"about {counted(max(1, round(words / 200)), 'minute')} to read"


def no_such_number(number: int, links: int) -> str:
    """That nothing on the page has this number."""
    if not links:
        return NOTHING_HERE
    return f"There is no {number} here. The numbers go from 1 to {links}."


def means_nothing(key: str, help_key: str) -> str:
    """That a key does nothing here."""
    return f"{key} means nothing here. {help_key} for help."


def nothing_with(words: str) -> str:
    """That no study has the words."""
    return f"No study has “{words}”."


def found_whole(number: int, typed: str, *narrowed: str) -> str:
    """How many studies hold all that was typed, what the list was narrowed to, and its order."""
    found = f"{at_most_counted(number)} with “{typed}”"
    return f"{', '.join(part for part in (found, *narrowed) if part)}."


def meant(typed: str, instead: str) -> str:
    """That nothing holds a word, and which one was taken to be meant."""
    return f"Nothing here says “{typed}”. These are for “{instead}”."


def did_you_mean(meant: str) -> str:
    """What was most likely meant by all that was typed."""
    return f"Did you mean “{meant}”?"


def nothing_yet(words: str, before: str) -> str:
    """That nothing is found for what is typed so far, and what the results shown are for."""
    return f"Nothing has “{words}”. These are for “{before}”."


def found_so_far(shown: int, total: int, typed: str) -> str:
    """How many studies are found for what is typed so far, and how many of them are shown."""
    if not total:
        return nothing_with(typed)
    if total > MOST_COUNTED:
        return f"{shown:,} of {MOST_COUNTED:,}+ found"
    return f"{total:,} found" if shown == total else f"{shown:,} of {total:,} found"


def among_results(category: str) -> str:
    """What can be done among results; ``category`` is the key that opens the category of one."""
    opened = f"Enter opens, {category} its category" if category else "Enter opens"
    return f"{opened}, Up leads to the field, Esc leaves."


def thanked(helpful: Helpful, where: Where) -> str:
    """The thanks for an answer, once it is saved."""
    kept = "saved on this computer" if where is Where.HOME else "saved"
    return f"Thank you. Your answer “{ANSWER[helpful]}” is {kept}."


def commented(before: str, now: str) -> str:
    """What became of a comment."""
    if now:
        return "Thank you. Your comment is saved."
    return "Comment removed." if before else "Nothing was typed, so there is no comment."


def holds_address(address: str) -> str:
    """What the code of an address holds; the address ends it, as a full stop would belong to it."""
    return f"A code for the camera of a phone. It holds the address {address}"


def holds_text(which: str) -> str:
    """What a code of a summary holds: all of it, or which part."""
    return f"A code for the camera of a phone. It holds {which or 'all'} of this summary."


def which_part(number: int, among: int) -> str:
    """Which of several parts, nothing where there is one."""
    return f"part {number} of {among}" if among > 1 else ""


def code_needs(columns: int, rows: int) -> str:
    """That a code is not drawn, and how much room it would take."""
    return f"The code is not drawn: it needs {columns} columns and {rows} rows."


def told_by(edition: int, published: str) -> str:
    """Who tells of a study."""
    return f"{LIBRARY}. Edition {edition}, {published}."


def end_of_list(*, following: bool) -> str:
    """That there is no further study in the list."""
    return f"This is the {'last' if following else 'first'} study of its list."


def no_match(text: str) -> str:
    """That some words are not in the page."""
    return f"No match for “{text}” in this page." if text else "Nothing to look for was typed."


def chosen(criterion: Criterion, trait: Trait | None) -> str:
    """What one thing that can be chosen is now, and that it is not saved."""
    if trait is None:
        return f"{CRITERION[criterion]} is left open."
    return f"{CRITERION[criterion]}: {TRAIT[trait]}. Not saved."


def forgotten(*, anything: bool) -> str:
    """That nothing of what was chosen is left."""
    return f"Forgotten. {NOTHING_CHOSEN}" if anything else NOTHING_CHOSEN


def all_chosen(me: Me) -> str:
    """Everything that is chosen, in the order in which it is asked."""
    told = (
        f"{CRITERION[criterion].lower()}: {TRAIT[me[criterion]]}"
        for criterion in Criterion
        if criterion in me
    )
    return f"Chosen: {'; '.join(told)}." if me else NOTHING_CHOSEN


def fitting_counts(totals: Mapping[Group, int]) -> str:
    """How many studies of each group there are; that nothing is chosen where there are none."""
    if not totals:
        return NOTHING_CHOSEN.rstrip(".").lower()
    return ", ".join(f"{totals[group]:,} {_IN_GROUP[group]}" for group in Group)


def of_a_group(shown: int, total: int) -> str:
    """How many studies a group has, and that not all of them are shown if that is so."""
    if not total:
        return "No study."
    return (
        f"{studies(total)}. The newest {shown:,} are here."
        if shown < total
        else f"{studies(total)}."
    )


def key_to_forget(key: str) -> str:
    """The key that forgets what was chosen; a key is never the first word, which gets a capital."""
    return key and f"on any page: {key}"


def why_not(verdict: Verdict, people: Population, number: int | Unknown) -> str:
    """What differs in a study that nearly fits, then what the source does not say.

    Args:
        verdict: How the study stands to what was chosen.
        people: Who took part.
        number: How many they were.
    """
    who = "one person" if number == 1 else "people"
    differs = verdict.differs and f"Differs: only {_people_with(verdict.differs, people, who)}."
    criteria = ", ".join(CRITERION[criterion].lower() for criterion in verdict.not_said)
    not_said = criteria and f"{NOT_SAID}: {criteria}."
    return " ".join(part for part in (differs, not_said) if part)


def _people_with(criterion: Criterion, people: Population, who: str) -> str:
    """Whom a study was made with, by a criterion of which it says something."""
    match criterion:
        case Criterion.LEVEL:
            return f"{_either(_LEVEL_IN_WORDS[level] for level in _said(people.levels))} injuries"
        case Criterion.COMPLETENESS:
            return f"{_either(_grades(frozenset(_said(people.completeness))))} injuries"
        case Criterion.TIME:
            return f"{who} injured {_TIMES_IN_WORDS[frozenset(_said(people.time_since_injury))]}"
        case Criterion.AGE:
            return f"{who} aged {_ages(people.age_min, people.age_max)}"


def _said(values: tuple[_Value, ...] | Unknown) -> tuple[_Value, ...]:
    return () if isinstance(values, Unknown) else values


def _grades(said: frozenset[Completeness]) -> Iterator[str]:
    """Grades that come to complete or incomplete as a whole are called so."""
    if said <= COMPLETE:
        yield "complete"
    elif said <= INCOMPLETE and (
        Completeness.INCOMPLETE in said or len(said) == len(INCOMPLETE) - 1
    ):
        yield "incomplete"
    else:
        yield from (_GRADE_IN_WORDS[grade] for grade in Completeness if grade in said)


def _ages(youngest: int | Unknown, oldest: int | Unknown) -> str:
    if isinstance(oldest, Unknown):
        return f"{youngest} and over"
    if isinstance(youngest, Unknown):
        return f"up to {oldest}"
    return f"{youngest}" if youngest == oldest else f"{youngest} to {oldest}"


def _either(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last
