"""Words typed by a person become a query that cannot go wrong, and are found again in the text."""

import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 32
"""More words than this say nothing more; what follows them is left out."""


def words_in(typed: str) -> list[str]:
    """The words of what was typed, folded as the index folds them."""
    return every_word(typed)[:MOST_WORDS]


def every_word(text: str) -> list[str]:
    """The words of a text, folded as the index folds them."""
    return _WORD.findall(folded(text))


def sentence_with(by: Sequence[str], text: str) -> str:
    """The line of the text that holds most of the words and phrases; of several, the first.

    Those that come first are what was typed, and count more than other words for it. A word may
    stand there with another ending.
    """
    beginnings = [_beginning(folded(one)) for one in by]
    return max(text.split("\n"), key=lambda line: _worth(beginnings, folded(line)))


_LEAST_BEGINNING = 4


def _beginning(words: str) -> str:
    """The words without the last ending, which may be another one there."""
    return (
        words[: max(_LEAST_BEGINNING, len(words) - 3)] if len(words) > _LEAST_BEGINNING else words
    )


def _worth(beginnings: list[str], line: str) -> float:
    return sum(
        1 / place
        for place, beginning in enumerate(beginnings, start=1)
        if beginning in line and re.search(rf"\b{re.escape(beginning)}", line)
    )


def held(words: Sequence[str], there: Sequence[str]) -> int:
    """How many of the words are there, the last of them also as the beginning of one."""
    *whole, last = words or ("",)
    return sum(word in there for word in whole) + any(word.startswith(last) for word in there)


def folded(text: str) -> str:
    """Lower case, without diacritics."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def cuts(word: str) -> tuple[str, ...]:
    """The word, and what is left of it without one of its letters, each once."""
    without = (word[:at] + word[at + 1 :] for at in range(len(word)))
    return tuple(dict.fromkeys((word, *without)))


def stands_in(text: str, phrase: str) -> bool:
    """Whether the words of a phrase stand together in one line of a text."""
    pattern = r"[\W_]+?".join(map(re.escape, phrase.split()))
    return any(
        re.search(rf"(?<![^\W_]){pattern}(?![^\W_])", folded(line)) for line in text.split("\n")
    )
