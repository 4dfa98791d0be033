"""Words typed by a person become a query that cannot go wrong, and are found again in the text."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 32
"""More words than this say nothing more; what follows them is left out."""


def words_in(typed: str) -> list[str]:
    """The words of what was typed, folded as the index folds them."""
    return _WORD.findall(folded(typed))[:MOST_WORDS]


def match_query(typed: str) -> str:
    """What was typed, as an FTS5 query: all words, the last as the beginning of one.

    Each word is quoted, so nothing typed is ever query syntax. Empty when there is no word in it;
    FTS5 refuses an empty query, so that is answered before SQL.
    """
    words = words_in(typed)
    quoted = [f'"{word}"' for word in words]
    return " ".join(quoted) + "*" if quoted else ""


def sentence_with(typed: str, text: str) -> str:
    """The line of the text that holds most of the words, or the first line."""
    words = words_in(typed)
    lines = text.split("\n")
    return max(lines, key=lambda line: _held(words, line)) if lines else ""


def _held(words: list[str], line: str) -> int:
    there = _WORD.findall(folded(line))
    *whole, last = words or [""]
    return sum(word in there for word in whole) + any(word.startswith(last) for word in there)


def folded(text: str) -> str:
    """Lower case, without diacritics and control characters."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
