"""The kinds that studies are of: the values that pages name and lists are narrowed by."""

from enum import StrEnum


class Unknown(StrEnum):
    """The source does not say. A value like any other, and shown as such."""

    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN


class Design(StrEnum):
    """How a study was made; the order is from the surest to the least sure."""

    REVIEW_OF_TRIALS = "review-of-trials"
    REVIEW = "review"
    RANDOMISED_TRIAL = "randomised-trial"
    RANDOMISED_CROSSOVER = "randomised-crossover"
    COMPARED = "compared-not-by-chance"
    HISTORICAL = "historical-control"
    CASE_CONTROL = "case-control"
    SINGLE_ARM = "single-arm"
    CASE_SERIES = "case-series"
    SURVEY = "survey"
    CASE_REPORT = "case-report"
    GUIDELINE = "guideline"
    ANIMAL = "animal"
    LABORATORY = "laboratory"


class Question(StrEnum):
    """What the study asked; evidence levels for treatments apply to the first alone."""

    TREATMENT = "treatment"
    OTHER = "other"


class Blinding(StrEnum):
    """Who did not know which treatment a person had."""

    NOBODY = "nobody-blinded"
    ASSESSORS = "assessors-blinded"
    PEOPLE = "people-blinded"
    SINGLE = "single-blind"
    DOUBLE = "double-blind"
    NOT_APPLICABLE = "not-applicable"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What came out, so that a study without benefit is as easy to find as one with it."""

    HELPED = "helped"
    NO_DIFFERENCE = "no-difference"
    HARMED = "harmed"
    MIXED = "mixed"
    UNCLEAR = "unclear"


class Certainty(StrEnum):
    """How sure the design alone lets us be, in the library's fixed words."""

    HARDLY = "hardly"
    NOT_VERY = "not very"
    SOMEWHAT = "somewhat"
    FAIRLY = "fairly"
    MORE = "more"


class Ais(StrEnum):
    """The grades of the ASIA Impairment Scale."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"


class Level(StrEnum):
    """The part of the spine at which the cord was injured."""

    CERVICAL = "cervical"
    THORACIC = "thoracic"
    LUMBAR = "lumbar"
    SACRAL = "sacral"


class Completeness(StrEnum):
    """Which injuries the people had: an AIS grade, or no more than complete or not."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"


class TimeSinceInjury(StrEnum):
    """Acute: hours to days. Subacute: weeks to about six months. Chronic: longer."""

    ACUTE = "acute"
    SUBACUTE = "subacute"
    CHRONIC = "chronic"


class Species(StrEnum):
    """Whom or what the study was made with."""

    HUMAN = "human"
    ANIMAL = "animal"


class Agreement(StrEnum):
    """Whether a news report says what the study found."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Seller(StrEnum):
    """Whether whoever published a report sells the treatment or one like it."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    """How another study on the same question stands to this one."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    DIFFERS = "differs"
