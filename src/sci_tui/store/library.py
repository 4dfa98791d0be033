"""Questions about what the library holds; the answers are domain values."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sci_tui.domain.browse import (
    MOST_COUNTED,
    MOST_LISTED,
    SCALES,
    Card,
    Filters,
    Found,
    PeopledCard,
    Place,
    Searched,
    Shelf,
    Sort,
    Stretch,
    place_among,
)
from sci_tui.domain.cleaning import hidden, shown
from sci_tui.domain.dates import PartialDate
from sci_tui.domain.edition import Edition
from sci_tui.domain.errors import NotThere, Stopped, UnreadableLibrary
from sci_tui.domain.fitting import StudiedPopulation
from sci_tui.domain.kinds import UNKNOWN, Certainty, Design, Unknown
from sci_tui.store import statements
from sci_tui.store.library_file import connected, unreadable
from sci_tui.store.matching import held, marks_in, mended, sentence_with, words_in
from sci_tui.store.narrowing import Facet, passing
from sci_tui.store.statements import facet_named
from sci_tui.store.tokens import every

if TYPE_CHECKING:
    from sci_tui.domain.library import StandingPage, Topic, Word
    from sci_tui.domain.study import Study
    from sci_tui.store.searching import Ranking, Searcher

_T = TypeVar("_T")


class Library:
    """A library file, open for reading. No text it gives acts on a terminal.

    Args:
        path: The file.
        unchanging: True for a library that came with the program or was installed for it: nothing
            is then written beside it, not even on a disk that allows it, and no lock is looked at.

    Raises:
        UnreadableLibrary: If there is no library in the file, or not one this program can read.
    """

    def __init__(self, path: Path, *, unchanging: bool = False) -> None:
        self.path = path
        self._is_unchanging = unchanging
        self._is_stopped = False
        self._connection = connected(path, unchanging=unchanging)
        self._identity = _identity(path)
        try:
            self._edition_row()
        except BaseException:
            self.close()
            raise

    @cached_property
    def _searcher(self) -> Searcher:
        from sci_tui.store.searching import Searcher

        return Searcher(self._fetched)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def again(self) -> Library:
        """The same library on a connection of its own, for the thread that asks for it.

        Raises:
            UnreadableLibrary: If it cannot be read any more, or another edition took its place.
        """
        again = Library(self.path, unchanging=self._is_unchanging)
        if again._identity != self._identity:
            again.close()
            raise UnreadableLibrary(
                f"Another library has taken the place of {self.path}. Leave, and open sci-tui"
                " again to read it."
            )
        return again

    def stop(self) -> None:
        """End the question that is being answered, from any thread; it raises Stopped.

        So does every further question, until there may be some again.
        """
        self._is_stopped = True
        self._connection.interrupt()

    def go_on(self) -> None:
        """Answer questions again."""
        self._is_stopped = False

    def edition(self) -> Edition:
        """Which edition this is."""
        return self._decoded(self._edition_row(), _edition)

    def study_count(self) -> int:
        """How many studies there are."""
        return int(self._edition_row()[4])

    def shelves(self) -> tuple[Shelf, ...]:
        """Every category with its number of studies, in the library's order."""
        return tuple(Shelf(*row) for row in self._rows(statements.SHELVES))

    def shelf(self, slug: str) -> Shelf:
        """One category.

        Raises:
            NotThere: If the library has no such category.
        """
        return Shelf(*self._row(statements.SHELF, slug, "category"))

    def study(self, slug: str) -> Study:
        """One study with all that its page tells.

        Raises:
            NotThere: If the library has no such study.
        """
        from sci_tui.store import documents

        return self._document(statements.STUDY, slug, "study", documents.study)

    def card(self, slug: str) -> Card:
        """One study as lists show it.

        Raises:
            NotThere: If the library has no such study.
        """
        return self._cards([self._row(statements.CARD, slug, "study")])[0]

    def list_titles(self, slugs: Sequence[str]) -> dict[str, str]:
        """How lists call some studies, by slug and in the order of the slugs.

        Raises:
            NotThere: If the library has not all of them.
        """
        return self._named(statements.LIST_TITLES, slugs, "study")

    def cards(
        self, filters: Filters = Filters(), limit: int | None = None, after: int = 0
    ) -> tuple[Card, ...]:
        """The studies that pass the filters, in their order.

        Args:
            filters: What they have to pass.
            limit: How many at most.
            after: The place in that order of the study after which to begin; see ``stretch``.
        """
        passing = self._passing(filters)
        if passing is None:
            return ()
        rows = self._rows(
            *statements.listed(statements.CARD_COLUMNS, passing, filters.sort, limit, after)
        )
        return self._cards(row[:-1] for row in rows)

    def stretch(self, filters: Filters, after: int = 0) -> Stretch:
        """A part of a list, which is as soon read at its end as at its beginning.

        Args:
            filters: What the studies have to pass.
            after: The place in their order of the study after which to begin, as ``Stretch`` says.
        """
        passing, sort = self._passing(filters), filters.sort
        if passing is None:
            return Stretch()
        rows = self._rows(
            *statements.listed(statements.CARD_COLUMNS, passing, sort, MOST_LISTED + 1, after)
        )
        earlier = (
            self._rows(*statements.before("s.slug", passing, sort, after + 1, MOST_LISTED + 1))
            if after
            else []
        )
        return Stretch(
            self._cards(row[:-1] for row in rows[:MOST_LISTED]),
            self.count(filters),
            earlier[-1][-1] if len(earlier) > MOST_LISTED else 0 if earlier else None,
            rows[MOST_LISTED - 1][-1] if len(rows) > MOST_LISTED else None,
        )

    def count(self, filters: Filters, typed: str | None = None) -> int:
        """How many studies pass the filters; one more than the most that are counted for more.

        Args:
            filters: What they have to pass.
            typed: What they have to answer in a search; none for a list.
        """
        return self._counted(filters, self._about(typed))

    def counts(
        self, name: str, choices: Sequence[str | int], filters: Filters, typed: str | None = None
    ) -> tuple[int, ...]:
        """How many studies each choice for a filter would leave under the other filters.

        Args:
            name: The filter, as a field of ``Filters``.
            choices: What may be chosen for it.
            filters: What is chosen for all filters.
            typed: What they have to answer in a search; none for a list.
        """
        about = self._about(typed)
        others = filters.without(name)._asdict()
        return tuple(self._counted(Filters(**{**others, name: each}), about) for each in choices)

    def place(self, slug: str, filters: Filters) -> Place | None:
        """Where a study stands among those that pass the filters; None if it does not pass."""
        passing, sort = self._passing(filters), filters.sort
        rows = self._rows(statements.PLACES, (slug,))
        if passing is None or not rows:
            return None
        at = rows[0][list(Sort).index(sort)]
        here = self._rows(*statements.listed("s.slug", passing, sort, 2, at - 1))
        if not here or here[0][0] != slug:
            return None
        before = self._rows(*statements.before("s.slug", passing, sort, at, 1))
        return Place(
            self._number(statements.counted(passing, sort, at)),
            self.count(filters),
            before[0][0] if before else None,
            here[1][0] if len(here) > 1 else None,
        )

    def search(
        self, typed: str, filters: Filters = Filters(), limit: int | None = None, after: int = 0
    ) -> Searched:
        """The studies that answer what was typed.

        The best match comes first, unless the filters ask for another order than lists have.

        Args:
            typed: What was typed.
            filters: What the studies have to pass.
            limit: How many are shown at most.
            after: How many of the best are left out, as they were shown before.
        """
        ranking = self._ranking(typed, filters)
        end = len(ranking.studies) if limit is None else after + limit
        rows = self._fetched(statements.FOUND, (json.dumps(ranking.studies[after:end]),))
        found = tuple(self._decoded(row, lambda row: _found(row, ranking.by)) for row in rows)
        instead = tuple((typed, shown(meant)) for typed, meant in ranking.instead)
        return Searched(
            found,
            whole := self.count(filters, typed) if ranking.more else ranking.whole,
            instead,
            mended(typed, dict(instead)) if instead else "",
            whole if ranking.more else len(ranking.studies),
            end if end < len(ranking.studies) else None,
        )

    def place_in_search(self, slug: str, typed: str, filters: Filters) -> Place | None:
        """Where a study stands among what a search finds; None if it is not found."""
        studies, rows = (
            self._ranking(typed, filters).studies,
            self._rows(statements.PLACES, (slug,)),
        )
        if not rows or rows[0][0] not in studies:
            return None
        at = studies.index(rows[0][0])
        # Only its neighbours are looked up, however much was found.
        first = max(at - 1, 0)
        near = self._rows(statements.SLUGS, (json.dumps(studies[first : at + 2]),))
        beside = place_among(slug, [each for (each,) in near])
        return beside and beside._replace(position=at + 1, total=len(studies))

    def _ranking(self, typed: str, filters: Filters) -> Ranking:
        passing = self._passing(filters)
        if passing is None:
            from sci_tui.store.searching import Ranking

            return Ranking()
        ranking = self._searcher.ranking(typed, passing.expression if filters.given else "")
        sort = filters.sort
        if sort is Sort.NEWEST and not passing.people:
            return ranking
        whole = set(ranking.studies[: ranking.whole])
        found = json.dumps(ranking.studies)
        rows = self._fetched(*statements.in_order(found, passing.people, sort))
        left = [study for (study,) in rows]
        if sort is Sort.NEWEST:
            kept = set(left)
            left = [study for study in ranking.studies if study in kept]
        left.sort(key=lambda study: study not in whole)
        return ranking._replace(studies=tuple(left), whole=len(whole.intersection(left)))

    def _about(self, typed: str | None) -> statements.Passing | None:
        """The studies that a search is about, or every study; None if there is none."""
        if typed is None:
            return statements.Passing("")
        return self._searcher.meant(typed)

    def _counted(self, filters: Filters, about: statements.Passing | None) -> int:
        passing = self._passing(filters)
        if passing is None or about is None:
            return 0
        kept = self._kept(filters)
        if kept is not None and not about.expression:
            return kept
        both = every(passing.expression, about.expression)
        counted = self._number(
            statements.counted(passing._replace(expression=both, among=about.among))
        )
        return counted if about.most is None else min(counted, about.most)

    def _kept(self, filters: Filters) -> int | None:
        """The count of a list that is narrowed to one facet or to none; None for other lists."""
        match [facet_named(*each) for each in filters.given.items()]:
            case []:
                facet = statements.EVERY
            case [facet] if not any(facet.startswith(f"{scale}=") for scale in SCALES):
                pass
            case _:
                return None
        return min(self._facets[facet].studies, MOST_COUNTED + 1)

    def _number(self, question: statements.Question) -> int:
        return int(self._rows(*question)[0][0])

    def _passing(self, filters: Filters) -> statements.Passing | None:
        """The studies that pass the filters; None if there is none."""
        return passing(filters, self._facets)

    @cached_property
    def _facets(self) -> dict[str, Facet]:
        """Every value that a list can be narrowed to."""
        rows = self._fetched(statements.FACETS)
        return {facet: Facet(number, studies) for facet, number, studies in rows}

    def words(self) -> tuple[Word, ...]:
        """The whole glossary, by term."""
        from sci_tui.store import documents

        return self._documents(statements.WORDS, documents.word)

    def word_count(self) -> int:
        """How many words the glossary explains."""
        return int(self._rows(statements.WORD_COUNT)[0][0])

    def word(self, slug: str) -> Word:
        """One word of the glossary.

        Raises:
            NotThere: If the glossary has no such word.
        """
        from sci_tui.store import documents

        return self._document(statements.WORD, slug, "word", documents.word)

    def words_like(self, typed: str) -> tuple[Word, ...]:
        """The words whose names hold all the words typed, by term; the last may be unfinished."""
        from sci_tui.store import documents

        words = words_in(typed)
        if not words:
            return ()
        rows = self._rows(statements.WORDS_AND_NAMES)
        alike = (text for names, text in rows if held(words, names.split()) == len(words))
        return tuple(self._decoded(text, documents.word) for text in alike)

    def terms(self, slugs: Sequence[str]) -> dict[str, str]:
        """The terms of some words of the glossary, by slug and in the order of the slugs.

        Raises:
            NotThere: If the glossary has not all of them.
        """
        return self._named(statements.TERMS, slugs, "word")

    def studies_with_word(self, slug: str) -> tuple[Card, ...]:
        """The newest studies that use a word, as many as a list shows at once."""
        return self._cards(self._rows(statements.WORD_STUDIES, (slug, MOST_LISTED)))

    def studies_on(self, topic: str) -> tuple[Card, ...]:
        """The newest studies of a topic, as many as a list shows at once."""
        return self._cards(self._rows(statements.TOPIC_STUDIES, (topic, MOST_LISTED)))

    def populations(self) -> tuple[StudiedPopulation, ...]:
        """Who took part in studies: each population once, with how many studies had it."""
        rows = self._rows(statements.POPULATIONS)
        return tuple(self._decoded(row, _studied) for row in rows)

    def cards_of(self, populations: Sequence[int], limit: int) -> tuple[PeopledCard, ...]:
        """The newest studies that had one of these populations.

        Args:
            populations: The numbers of the populations.
            limit: How many studies at most.
        """
        rows = self._rows(*statements.with_populations(json.dumps(populations), limit))
        return tuple(self._decoded(row, _peopled) for row in rows)

    def page(self, slug: str) -> StandingPage:
        """A page of text.

        Raises:
            NotThere: If the library has no such page.
        """
        from sci_tui.store import documents

        return self._document(statements.PAGE, slug, "page", documents.standing_page)

    def pages(self) -> tuple[StandingPage, ...]:
        """Every page of text."""
        from sci_tui.store import documents

        return self._documents(statements.PAGES, documents.standing_page)

    def topic(self, slug: str) -> Topic:
        """What the studies on one question say together.

        Raises:
            NotThere: If the library has no such topic.
        """
        from sci_tui.store import documents

        return self._document(statements.TOPIC, slug, "topic", documents.topic)

    def topics(self) -> tuple[Topic, ...]:
        """Every topic."""
        from sci_tui.store import documents

        return self._documents(statements.TOPICS, documents.topic)

    def damage(self) -> tuple[str, ...]:
        """What SQLite's full integrity check finds, and all that cannot be read or shown."""
        found = [str(row[0]) for row in self._rows(statements.INTEGRITY)]
        for read in (
            self._all_studies,
            self.words,
            self.pages,
            self.topics,
            self.shelves,
            self.populations,
        ):
            try:
                read()
            except UnreadableLibrary as error:
                found.append(str(error))
        for table, every_text in statements.EVERY_TEXT.items():
            try:
                found.extend(_hidden_in(table, self._fetched(every_text)))
            except UnreadableLibrary as error:
                found.append(str(error))
        return tuple(line for line in dict.fromkeys(found) if line != "ok")

    def _all_studies(self) -> tuple[Study, ...]:
        from sci_tui.store import documents

        return self._documents(statements.STUDIES, documents.study)

    def _edition_row(self) -> Any:
        rows = self._rows(statements.EDITION)
        if not rows:
            raise unreadable(self.path, "it does not say which edition it is")
        return rows[0]

    def _named(self, statement: str, slugs: Sequence[str], what: str) -> dict[str, str]:
        """The names of several things, looked up at once."""
        names = dict(self._rows(statement, (json.dumps(slugs),)))
        for slug in slugs:
            if slug not in names:
                raise _no_such(what, slug)
        return {slug: names[slug] for slug in slugs}

    def _rows(self, statement: str, values: Iterable[object] = ()) -> list[Any]:
        """The rows of an answer, with nothing in them that may not be shown."""
        return [_shown(row) for row in self._fetched(statement, values)]

    def _fetched(self, statement: str, values: Iterable[object] = ()) -> list[Any]:
        """The rows of an answer as they are in the file.

        Raises:
            Stopped: If the question was stopped, before it was asked or since.
        """
        if self._is_stopped:
            raise Stopped(_STOPPED)
        try:
            return self._connection.execute(statement, tuple(values)).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            if self._is_stopped:
                raise Stopped(_STOPPED) from error
            raise unreadable(self.path, error) from error

    def _row(self, statement: str, slug: str, what: str) -> Any:
        rows = self._rows(statement, (slug,))
        if not rows:
            raise _no_such(what, slug)
        return rows[0]

    def _cards(self, rows: Iterable[Any]) -> tuple[Card, ...]:
        return tuple(self._decoded(row, _card) for row in rows)

    def _document(self, statement: str, slug: str, what: str, read: Callable[[str], _T]) -> _T:
        return self._decoded(self._row(statement, slug, what)[0], read)

    def _documents(self, statement: str, read: Callable[[str], _T]) -> tuple[_T, ...]:
        return tuple(self._decoded(row[0], read) for row in self._rows(statement))

    def _decoded(self, text: Any, read: Callable[[Any], _T]) -> _T:
        try:
            return read(text)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise unreadable(self.path, error) from error


_LISTED: Final = {
    "study": "studies",
    "category": "page categories",
    "word": "page words",
}
"""The command that lists what there is of each kind."""
_STOPPED: Final = "This was stopped before there was an answer."


def _no_such(what: str, slug: str) -> NotThere:
    return NotThere(
        f"The library has no {what} {slug!r}. "
        f"What there is: sci-tui {_LISTED.get(what, 'page home')}"
    )


def _shown(row: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(shown(cell) if isinstance(cell, str) else cell for cell in row)


def _hidden_in(table: str, rows: list[Any]) -> Iterator[str]:
    """What a row holds that may not be shown, row by row."""
    from sci_tui.store import documents

    for number, row in enumerate(rows, start=1):
        texts = (text for cell in row if isinstance(cell, str) for text in documents.texts(cell))
        for character in dict.fromkeys(found for text in texts for found in hidden(text)):
            yield f"Row {number} of {table} holds the hidden character U+{ord(character):04X}"


def _studied(row: tuple[Any, ...]) -> StudiedPopulation:
    from sci_tui.store import documents

    number, studies, text = row
    return StudiedPopulation(number, documents.population(text), studies)


def _card(row: Sequence[Any]) -> Card:
    slug, list_title, published, number, design, sure, level, edition = row
    return Card(
        slug,
        list_title,
        _published(published),
        _known(number),
        Design(design),
        Certainty(sure),
        level,
        edition,
    )


def _peopled(row: Sequence[Any]) -> PeopledCard:
    population, youngest, oldest, *card = row
    return PeopledCard(_card(card), population, _known(youngest), _known(oldest))


def _known(number: int | None) -> int | Unknown:
    return UNKNOWN if number is None else number


def _found(row: tuple[Any, ...], by: Sequence[str]) -> Found:
    """The row as it is in the file: what separates its sentences is not for showing."""
    *card, shelf, text = row
    sentence = shown(sentence_with(by, text))
    return Found(_card(_shown(card)), shown(shelf or ""), sentence, marks_in(by, sentence))


def _edition(row: tuple[Any, ...]) -> Edition:
    number, published, title, licence, _ = row
    return Edition(number, PartialDate.parse(published), title, licence)


def _published(text: str) -> PartialDate | Unknown:
    return UNKNOWN if text == UNKNOWN.value else PartialDate.parse(text)


def _identity(path: Path) -> tuple[int, int]:
    """Which file it is that stands at a path."""
    status = path.stat()
    return status.st_dev, status.st_ino
