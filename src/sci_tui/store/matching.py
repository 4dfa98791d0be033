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


def match_query(typed: str) -> str:
    """What was typed, as an FTS5 query: all words, the last as the beginning of one.

    Each word is quoted, so nothing typed is ever query syntax. Empty when there is no word in it;
    FTS5 refuses an empty query, so that is answered before SQL.
    """
    words = words_in(typed)
    quoted = [f'"{word}"' for word in words]
    return " ".join(quoted) + "*" if quoted else ""


def sentence_with(typed: str, text: str) -> str:
    """The line of the text that holds most of the words; of several, the first."""
    words = words_in(typed)
    return max(text.split("\n"), key=lambda line: _held_by_line(words, line))


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


def _held_by_line(words: list[str], line: str) -> int:
    line = folded(line)
    # Most lines hold none of the words, and that is seen sooner than the words they do hold.
    return held(words, _WORD.findall(line)) if any(word in line for word in words) else 0
