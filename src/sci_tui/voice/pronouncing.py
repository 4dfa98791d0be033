"""How what is shown is said: abbreviations as words, and signs that a voice would swallow.

Nothing else changes: what is said is what is shown.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from sci_tui.domain.library import Word

_LEVEL: Final = r"(?:C[1-8]|T(?:1[0-2]|[1-9])|L[1-5]|S[1-5])"
"""A level of the spine: the letter of its part, and which one there."""
_ROMAN: Final[Mapping[str, str]] = {"I": "one", "II": "two", "III": "three", "IV": "four"}
_NUMERAL: Final = "(?:IV|I{1,3})"
_NUMERALS: Final = rf"{_NUMERAL}(?:(?:[-–]|,? (?:to|or|and) |, ){_NUMERAL})*"
_NUMBER: Final = r"(?=\s?[-−+]?\.?\d)"
"""Before a number."""

_DOI: Final = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]*[^\s\"<>.,;:!?()\[\]]")
_LONG_NUMBER: Final = re.compile(r"\d{5,}")
_IN_DOI: Final[Mapping[str, str]] = {
    ".": " dot ",
    "/": " slash ",
    "-": " dash ",
    "_": " underscore ",
}


def _doi(found: re.Match[str]) -> str:
    """A DOI, its signs by name and its long numbers figure by figure."""
    spaced = _LONG_NUMBER.sub(lambda number: f" {' '.join(number[0])}", found[0])
    return "".join(_IN_DOI.get(character, character) for character in spaced)


def _levels(found: re.Match[str]) -> str:
    """Two levels of the spine with a dash between them."""
    return " to ".join(re.sub("([CTLS])", r"\1 ", level) for level in found.groups())


def _numerals(found: re.Match[str]) -> str:
    """The Roman numerals after a word such as ``phase``."""
    spoken = re.sub("[IV]+", lambda numeral: _ROMAN[numeral[0]], found[2])
    return found[1] + re.sub("[-–]", " to ", spoken)


_SIGNS: Final[tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...]] = (
    (rf"\b({_LEVEL})[-–]({_LEVEL}|\d{{1,2}})\b", _levels),
    (rf"\b({_LEVEL})\b", lambda found: f"{found[0][0]} {found[0][1:]}"),
    (rf"\b((?i:phases?|stages?|types?|grades?)\s)({_NUMERALS})\b", _numerals),
    (r"(?<=\d)(%?)–(?=\d)", r"\1 to "),
    (rf"\s?±{_NUMBER}\s?", " plus or minus "),
    (rf"\s?(?:≥|>=){_NUMBER}\s?", " at least "),
    (rf"\s?(?:≤|<=){_NUMBER}\s?", " at most "),
    (rf"\s?<{_NUMBER}\s?", " less than "),
    (rf"\s?>{_NUMBER}\s?", " more than "),
    (rf"\s?={_NUMBER}\s?", " equals "),
    (r"(?<=\d)\s?%", " percent"),
    (r"(?<=\d)\s?×\s?(?=\d)", " times "),
)
"""Signs and how they are said, in the order in which they are looked for."""
_SIGN_PATTERNS: Final = tuple((re.compile(pattern), said) for pattern, said in _SIGNS)

_LETTERS: Final = re.compile(r"(?<=\b[A-Z]) (?=[A-Z]\b)")
"""A space between two letters that are said one by one."""
_ABBREVIATION: Final = re.compile(r"[A-Z].*[A-Z]")
_IN_PARENTHESES: Final = re.compile(r"(.*\S)\s*\(([^()]*)\)")


class Pronouncing:
    """Says abbreviations as words.

    Args:
        said_as: How each is said, by how it is written. One that is written in capitals is known
            in capitals only: MAP is a pressure, and a map is not.
    """

    def __init__(self, said_as: Mapping[str, str]) -> None:
        # "A I S" would be said with an article at its head; with dots the A is a letter too.
        self._said = {written: _LETTERS.sub(".", said) for written, said in said_as.items()}
        self._folded = {written.casefold(): said for written, said in self._said.items()}
        forms = "|".join(_form(written) for written in sorted(said_as, key=len, reverse=True))
        self._written = re.compile(rf"(?<!\w)(?:{forms})(?!\w)" if forms else r"(?!)")

    def said(self, text: str) -> str:
        """A text as it is said."""
        named = self._written.sub(self._name, _DOI.sub(_doi, text))
        for pattern, said in _SIGN_PATTERNS:
            named = pattern.sub(said, named)
        return named

    def _name(self, found: re.Match[str]) -> str:
        written = found[0]
        if written in self._said:
            return self._said[written]
        if written[:-1] in self._said:
            return f"{self._said[written[:-1]]}'s"
        return self._folded.get(written.casefold(), written)


def _form(written: str) -> str:
    """The pattern of what is written; several of what is written in capitals end with an s."""
    return f"{re.escape(written)}s?" if written.isupper() else f"(?i:{re.escape(written)})"


def spellings(words: Iterable[Word]) -> dict[str, str]:
    """How the abbreviations among the words are said, by how they are written."""
    return {_abbreviation(word.term): word.said_as for word in words if word.said_as}


def _abbreviation(term: str) -> str:
    """The abbreviation in ``Upper extremity motor score (UEMS)`` or in ``TENS (skin pulses)``."""
    found = _IN_PARENTHESES.fullmatch(term)
    if found is None:
        return term
    before, within = found.groups()
    return within if _ABBREVIATION.search(within) else before
