"""The library as text: TOML files written for people to review, read into domain types."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from sci_tui.domain.dates import PartialDate
from sci_tui.domain.edition import Edition
from sci_tui.domain.errors import RefusedContent
from sci_tui.domain.library import Category, Content, Everyday, StandingPage, Topic, Word
from sci_tui.domain.study import Study
from sci_tui.exchange.checks import check
from sci_tui.exchange.problems import Problem, problems_in

_T = TypeVar("_T")
_NO_EDITION = Edition(1, PartialDate(2000), "", "")
"""Stands in while everything else is looked through."""
_EDITION: TypeAdapter[Edition] = TypeAdapter(Edition)
_CATEGORY: TypeAdapter[Category] = TypeAdapter(Category)
_WORD: TypeAdapter[Word] = TypeAdapter(Word)
_EVERYDAY: TypeAdapter[Everyday] = TypeAdapter(Everyday)
_PAGE: TypeAdapter[StandingPage] = TypeAdapter(StandingPage)
_TOPIC: TypeAdapter[Topic] = TypeAdapter(Topic)
_STUDY: TypeAdapter[Study] = TypeAdapter(Study)


def read_content(folder: Path) -> Content:
    """The content in a folder, read and checked.

    Raises:
        RefusedContent: If anything in it is wrong; its sentence lists every problem, one a line.
    """
    content, problems = inspect(folder)
    if problems or content is None:
        raise RefusedContent("\n".join(str(problem) for problem in problems))
    return content


def inspect(folder: Path) -> tuple[Content | None, tuple[Problem, ...]]:
    """The content in a folder, if it can be read at all, and everything wrong with it."""
    reader = _Reader(folder)
    editions = list(reader.one("library.toml", _EDITION))
    content = Content(
        edition=editions[0] if editions else _NO_EDITION,
        categories=tuple(reader.many("categories.toml", "category", _CATEGORY)),
        words=tuple(sorted(reader.many("words.toml", "word", _WORD, "everyday"), key=_by_term)),
        everyday=tuple(reader.many("words.toml", "everyday", _EVERYDAY, "word")),
        pages=tuple(reader.each("pages", _PAGE)),
        topics=tuple(reader.each("topics", _TOPIC)),
        studies=tuple(reader.each("studies", _STUDY)),
    )
    if not editions:
        return None, tuple(reader.problems)
    return content, (*reader.problems, *check(content))


def _by_term(word: Word) -> str:
    return word.term.casefold()


class _Reader:
    """Reads files of one folder and keeps what was wrong with them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.problems: list[Problem] = []

    def one(self, name: str, adapter: TypeAdapter[_T]) -> Iterator[_T]:
        """The value a whole file holds, unless it is refused."""
        raw = self._parsed(name)
        if raw is not None:
            yield from self._checked(name, raw, adapter)

    def many(self, name: str, key: str, adapter: TypeAdapter[_T], *beside: str) -> Iterator[_T]:
        """The values in a file's list of tables; lists with other names may stand beside it."""
        raw = self._parsed(name) or {}
        extra = set(raw) - {key, *beside}
        if extra or not isinstance(raw.get(key, []), list):
            wrong = f"holds {', '.join(sorted(extra)) or key} where a list of tables should be"
            self.problems.append(Problem(name, "the file", wrong, f"[[{key}]] tables"))
            return
        for entry in raw.get(key, []):
            label = entry.get("slug", key) if isinstance(entry, dict) else "?"
            yield from self._checked(f"{name} [{label}]", entry, adapter)

    def each(self, folder: str, adapter: TypeAdapter[_T]) -> Iterator[_T]:
        """The value of each file in a folder, which is named after the slug inside."""
        for path in sorted((self._folder / folder).glob("*.toml")):
            name = f"{folder}/{path.name}"
            for value in self.one(name, adapter):
                slug = getattr(value, "slug", "")
                if slug != path.stem:
                    self.problems.append(
                        Problem(name, "slug", f"is {slug!r}", f"the file's name, {path.stem!r}")
                    )
                yield value

    def _parsed(self, name: str) -> dict[str, Any] | None:
        try:
            return tomllib.loads((self._folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.problems.append(Problem(name, "the file", "is missing", "a TOML file"))
        except UnicodeDecodeError as error:
            self.problems.append(Problem(name, "the file", f"is not UTF-8 ({error})", "UTF-8 text"))
        except tomllib.TOMLDecodeError as error:
            self.problems.append(Problem(name, "the file", f"is not TOML: {error}", "valid TOML"))
        except OSError as error:
            wrong = f"cannot be read ({error.strerror})"
            self.problems.append(Problem(name, "the file", wrong, "a readable file"))
        return None

    def _checked(self, name: str, raw: object, adapter: TypeAdapter[_T]) -> Iterator[_T]:
        try:
            # Through JSON, because only there does strict mode still read names as enum members.
            yield adapter.validate_json(json.dumps(raw, default=str), strict=True)
        except ValidationError as error:
            self.problems.extend(problems_in(name, error, raw))
