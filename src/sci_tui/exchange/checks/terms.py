"""Words of the field are explained: terms are linked, abbreviations told where they first stand."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from sci_tui.domain.library import Content, Word, forms, lowered
from sci_tui.domain.prose import plain
from sci_tui.domain.study import Study
from sci_tui.domain.study_prose import own_prose
from sci_tui.exchange.checks.proses import study_file
from sci_tui.exchange.problems import Problem

_ABBREVIATION: Final = re.compile(r"(?<![\w-])[a-z]?[A-Z]+[a-z]?[A-Z]+s?(?![\w'’]|-\d)")
_KNOWN: Final = frozenset({"US", "UK", "DNA", "II", "III", "IV"})
"""Said by everyone, or numbers."""
_LED_UP_TO: Final = re.compile(r"\($|\b(?:called|named) (?:the )?$")
_FOLLOWED: Final = re.compile(r"(?: [IVX]+)?(?: \(|, (?:or|an?|the|short for)\b)")


def terms(content: Content) -> Iterator[Problem]:
    """Every term that is used and not linked, every abbreviation that is not explained."""
    finder = TermFinder(content.words)
    for study in content.studies:
        used = finder.used_by(study)
        for slug in sorted(used.keys() - set(study.words)):
            wrong = f"{used[slug]!r} is used and {slug!r} is not there"
            yield Problem(study_file(study), "words", wrong, "every word the page uses")
        for short in _unexplained(study):
            wrong = f"{short!r} is not explained where it first stands"
            allowed = f"the long form beside it, as in: a scan by magnets ({short})"
            yield Problem(study_file(study), "the page", wrong, allowed)


class TermFinder:
    """Finds the words of a glossary in text, the longest first: AIS grade A is not AIS."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._slugs = {form: word.slug for word in words for form in forms(word)}
        for known in _KNOWN:
            self._slugs.pop(known, None)
        longest_first = sorted(self._slugs, key=len, reverse=True)
        written = "|".join(f"{re.escape(form)}s?" for form in longest_first)
        self._pattern = re.compile(rf"(?<![\w-])(?:{written})(?![\w]|-\d)", re.IGNORECASE)

    def used_by(self, study: Study) -> dict[str, str]:
        """The words a study's page uses, by slug, each as it is written there."""
        used: dict[str, str] = {}
        for prose in own_prose(study):
            for match in self._pattern.finditer(plain(prose)):
                slug = self._slug(match[0])
                if slug:
                    used.setdefault(slug, match[0])
        return used

    def _slug(self, written: str) -> str | None:
        for form in (written, lowered(written), written[:-1], lowered(written[:-1])):
            if form in self._slugs:
                return self._slugs[form]
        return None


def _unexplained(study: Study) -> Iterator[str]:
    seen = set(_KNOWN)
    for prose in own_prose(study):
        text = plain(prose)
        for match in _ABBREVIATION.finditer(text):
            short = match[0].removesuffix("s") if match[0][-2:-1].isupper() else match[0]
            if short not in seen and not _explained(text, match.start(), match.end()):
                yield short
            seen.add(short)


def _explained(text: str, start: int, end: int) -> bool:
    """Whether the long form stands beside what is there, or it is given as a name."""
    return bool(_LED_UP_TO.search(text[:start]) or _FOLLOWED.match(text[end:]))
