"""How the library speaks: no advice, no hype, and people who are people.

What a news report says is told as it said it, so its words are its own.
"""

import re
from collections.abc import Iterator
from typing import Final

from sci_tui.domain.library import Content
from sci_tui.domain.prose import plain
from sci_tui.exchange.checks.proses import every_field, study_file
from sci_tui.exchange.problems import Problem

_WHOM = r"(?:you|people|patients|everyone|everybody|anyone|readers|we all)"
_DO = r"(?:take|have|get|use|try|ask|avoid|stop|start|refuse|choose|demand|insist|seek|consider|do)"
_THING = (
    r"(?:treatment|drug|medicine|therapy|operation|surgery|training|trial|device|cells?|dose|it)"
)

_ADVICE: Final = (
    rf"\b{_WHOM} (?:should|must|ought to|need to|had better)(?: not| never| always)? {_DO}\b",
    rf"\bask (?:your \w+(?: \w+)? )?for (?:this|the|that) {_THING}",
    rf"(?:^|[.?!:] )(?:Do not |Never |Always )?{_DO} (?:this|that|your) (?:\w+ )?{_THING}\b",
    r"\bwe (?:recommend|advise)\b",
)
_HYPE: Final = (
    r"\bbreak-?throughs?\b",
    r"\bmiracles?\b|\bmiraculous",
    r"\bgame.?chang|\blife-changing\b|\bground-?breaking\b|\bwonder drug",
    r"\brevolutioni[sz]|\brevolutionary\b",
    r"\bastonishing|\bamazing|\bincredibl[ey]\b",
)
_BELITTLING: Final = (
    r"\bsubjects?\b|\bvictims?\b|\binvalids?\b|\bthe disabled\b|\bcrippled?\b",
    r"\bsuffer(?:s|ed|ing|ers?)? from\b|\bsufferers?\b|\bafflicted\b",
    r"\bwheelchair.bound\b|\bconfined to a\b|\bbed-?ridden\b",
)
_RULES: Final = (
    ("advice", _ADVICE, "what was found, and nothing to do or to leave"),
    ("hype", _HYPE, "the result and its size"),
    ("a word that makes less of people", _BELITTLING, "people, who have or live with an injury"),
)
_CURE: Final = re.compile(r"\bcur(?:e|es|ed|ing)\b", re.IGNORECASE)
_OPEN: Final = re.compile(
    r"\b(?:no|not|never|nor|neither|none|without|nothing)\b|\?$", re.IGNORECASE
)
"""Told as what it is not, or asked."""
_SENTENCE: Final = re.compile(r"(?<=[.?!:])\s+")


def voice(content: Content) -> Iterator[Problem]:
    """Every piece of advice, of hype and of disrespect."""
    for file, field, text in _texts(content):
        for name, patterns, allowed in _RULES:
            match = re.search("|".join(patterns), text, re.IGNORECASE)
            if match:
                yield Problem(file, field, f"{match[0].strip(' .:?!')!r} is {name}", allowed)
        for sentence in _SENTENCE.split(text):
            if _CURE.search(sentence) and not _OPEN.search(sentence):
                allowed = "what changed, and for how many; that something is no cure may be said"
                yield Problem(file, field, f"{sentence!r} promises a cure", allowed)


def _texts(content: Content) -> Iterator[tuple[str, str, str]]:
    for field in every_field(content):
        if not field.path.startswith("news"):
            yield field.file, field.path, plain(field.prose)
    for study in content.studies:
        file = study_file(study)
        yield file, "list_title", study.list_title
        for index, part in enumerate(study.implications, start=1):
            yield file, f"implications[{index}].heading", part.heading
        for index, related in enumerate(study.related, start=1):
            yield file, f"related[{index}].why", related.why
    for word in content.words:
        yield f"words.toml [{word.slug}]", "definition", word.definition
        yield f"words.toml [{word.slug}]", "example", word.example
