"""What stands in the index, and how it is asked for.

``studies_fts`` has a list of studies for every token and nothing else, which is what keeps it
small and fast at any size. A token is the stem of a word, so that a word is found in any ending.
What the index shall tell beside is a token of its own: that a stem stands in a title or among what
is told first, that words stand together as a phrase that the library knows, and that a study has a
facet. These hold characters of private use, which nobody can type into a search:
``matching.every_word`` leaves them out. The beginning of a word is looked up in the vocabulary.

Expressions are those of FTS5. Every token in one is quoted, so none is taken for its syntax.
"""

from collections.abc import Iterable, Sequence
from typing import Final

JOINED: Final = "\ue000"
"""Stands between the words of a phrase that is one token."""
ANYWHERE: Final = ""
TITLE: Final = "\ue001"
TOLD: Final = "\ue002"
"""Stand before a word: where in a study it is."""
_FACET: Final = "\ue003"


def facet_token(facet: int) -> str:
    """That a study has a facet, by its number."""
    return f"{_FACET}{facet}"


def phrase_token(words: Iterable[str]) -> str:
    """That words stand together; of a single word, the word."""
    return JOINED.join(words)


def quoted(token: str) -> str:
    """The expression for a token."""
    return f'"{token}"'


def every(*expressions: str) -> str:
    """The studies that all of some expressions find; empty ones ask for nothing."""
    return _joined(" AND ", [one for one in expressions if one])


def some(expressions: Sequence[str]) -> str:
    """The studies that any of some expressions finds."""
    return _joined(" OR ", expressions)


def without(expression: str, left_out: Sequence[str]) -> str:
    """The studies that an expression finds and others do not."""
    return f"({expression}) NOT {some(left_out)}" if left_out else expression


def _joined(between: str, expressions: Sequence[str]) -> str:
    return f"({between.join(expressions)})" if len(expressions) > 1 else "".join(expressions)
