"""The numbers that a piece of text states, in digits or spelled out.

A figure in prose has to stand in a fact. To compare the two, "twelve of 13" and "12 of thirteen"
must come to the same numbers: 12 and 13.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_CARDINAL: Final = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: value * 10 for value, word in enumerate(_TENS, start=2)},
}
_TIMES: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_PARTS: Final = {
    "half": Fraction(1, 2),
    "halves": Fraction(1, 2),
    "third": Fraction(1, 3),
    "thirds": Fraction(1, 3),
    "quarter": Fraction(1, 4),
    "quarters": Fraction(1, 4),
    "fifth": Fraction(1, 5),
    "fifths": Fraction(1, 5),
    "tenth": Fraction(1, 10),
    "tenths": Fraction(1, 10),
    "halved": Fraction(1, 2),
}
_RARE_PARTS: Final = {
    "sixth": Fraction(1, 6),
    "seventh": Fraction(1, 7),
    "eighth": Fraction(1, 8),
    "ninth": Fraction(1, 9),
}
"""Parts only where they are counted ("a sixth"): alone they mostly say which one of a row."""
_OTHER: Final = {"once": 1, "twice": 2, "single": 1, "dozen": 12, "doubled": 2, "tripled": 3}
_NOT_A_COUNT: Final = re.compile(
    r"\b(no one|no-one|one another|at once|one by one|second thought|third part(?:y|ies))\b",
    re.IGNORECASE,
)
"""Turns of phrase in which a number word counts nothing."""

_WORD: Final = "|".join((*_CARDINAL, *_OTHER))
_UNIT: Final = "st|nd|rd|th|s|h|m|mm|cm|km|g|mg|kg|ml|l|Hz|x"
"""What may be written right behind digits that are still a number: 12th, 1970s, 10mg."""
_PIECE: Final = re.compile(
    rf"""
    (?<![\w.-])(?P<digits>\d{{1,3}}(?:[,\u2009\u202f\u00a0\ ]\d{{3}})+(?!\d)|\d+(?:\.\d+)?)
        (?:[\ -](?P<times>hundred|thousand|million|billion)\b|(?![\w])|(?=(?:{_UNIT})\b))
    | \b(?:(?P<count>{_WORD}|a)[\ -])?(?P<part>{"|".join(_PARTS)})\b
    | \b(?P<rarecount>{_WORD}|a)[\ -](?P<rare>{"|".join(_RARE_PARTS)})s?\b
    | \b(?P<word>{_WORD})(?:[\ -](?P<unit>{"|".join(_ONES[1:10])}))?
        (?:\ (?P<wordtimes>hundred|thousand|million|billion))?\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def numbers(text: str) -> frozenset[Fraction]:
    """Every number stated in the text.

    Digits that belong to a name (C5, T10, COVID-19, VX-210) are not numbers. A range such as
    21-66 gives both its ends.
    """
    return frozenset(_numbers(_NOT_A_COUNT.sub(" ", text)))


def _numbers(text: str) -> Iterator[Fraction]:
    text = re.sub(r"(?<=\d)[-\u2013](?=\d)", " to ", text)
    for match in _PIECE.finditer(text):
        yield _value(match)


def _value(match: re.Match[str]) -> Fraction:
    if match["digits"]:
        digits = Fraction(re.sub(r"[,\s]", "", match["digits"]))
        return digits * _TIMES.get((match["times"] or "").lower(), 1)
    if match["rare"]:
        return _RARE_PARTS[match["rare"].lower()] * _counted(match["rarecount"])
    if match["part"]:
        return _PARTS[match["part"].lower()] * _counted(match["count"])
    tens = _counted(match["word"])
    unit = _CARDINAL[match["unit"].lower()] if match["unit"] else 0
    return (tens + unit) * _TIMES.get((match["wordtimes"] or "").lower(), 1)


def _counted(word: str | None) -> Fraction:
    known = _CARDINAL | _OTHER | {"a": 1}
    return Fraction(known[word.lower()]) if word else Fraction(1)
