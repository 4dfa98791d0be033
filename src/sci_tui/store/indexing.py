"""What a study is found by: the tokens that stand for it in the index."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from sci_tui.domain.library import Content, forms
from sci_tui.domain.prose import sentences
from sci_tui.domain.study import Study
from sci_tui.domain.study_prose import own_prose
from sci_tui.store.matching import every_word
from sci_tui.store.tokens import ANYWHERE, TITLE, TOLD, phrase_token

TOKENIZER: Final = "unicode61 remove_diacritics 2"
STEMMER: Final = f"porter {TOKENIZER}"
_MOST_KEPT: Final = 100_000
"""Words whose stems are kept in memory; those that come again are asked for again."""


class Indexing:
    """Says what each study of a library is found by.

    Args:
        content: Its categories, its glossary and its everyday words.
    """

    def __init__(self, content: Content) -> None:
        self._stems = _Stems()
        self._shelves = {shelf.slug: shelf.title for shelf in content.categories}
        self._words = {word.slug: " ".join(forms(word)) for word in content.words}
        self.other_words = tuple(_other_words(content))
        """For what a person may type, what says the same in the text of studies."""
        self._phrases: dict[str, list[tuple[list[str], str]]] = {}
        known = dict.fromkeys(text for pair in self.other_words for text in pair if " " in text)
        for phrase in known:
            words = phrase.split()
            stems = self._stems.of(words)
            self._phrases.setdefault(stems[0], []).append((stems, phrase_token(words)))
        self._new_phrases = [(token, token) for each in self._phrases.values() for _, token in each]

    def tokens(self, study: Study) -> Iterator[str]:
        """Every token of a study, once for each place."""
        titles = _words_of((study.list_title, study.title))
        told = _words_of(_told(study))
        text = [*titles, *_words_of((*self._names(study), *searched(study)))]
        for place, words in ((TITLE, titles), (TOLD, told), (ANYWHERE, text)):
            stems = self._stems.of(words)
            tokens = dict.fromkeys((*stems, *self._phrases_in(stems)))
            yield from (f"{place}{token}" for token in tokens if token)

    def learned(self) -> Iterator[tuple[str, str]]:
        """Words of the studies since this was asked last, with the token each is found by.

        A word may come again. At first every phrase comes too, also those that no study has.
        """
        yield from self._stems.learned()
        yield from self._new_phrases
        self._new_phrases = []

    def _names(self, study: Study) -> Iterator[str]:
        """What it may be looked for by beside its text: its slug, its shelves, its words."""
        yield study.slug.replace("-", " ")
        yield from (self._shelves[slug] for slug in study.categories)
        yield from (self._words[slug] for slug in study.words)

    def _phrases_in(self, stems: Sequence[str]) -> Iterator[str]:
        """The phrases that the library knows, in whatever ending, as tokens."""
        phrases = self._phrases
        for at in [at for at, stem in enumerate(stems) if stem in phrases]:
            for phrase, token in phrases[stems[at]]:
                if stems[at + 1 : at + len(phrase)] == phrase[1:]:
                    yield token


def searched(study: Study) -> Iterator[str]:
    """Every sentence a search looks at, once and in the order of the page."""
    said = (sentence.text for prose in own_prose(study) for sentence in sentences(prose))
    yield from dict.fromkeys(said)


def _words_of(texts: Iterable[str]) -> list[str]:
    """The words of some texts, with an empty one after each, so that no phrase goes across."""
    words: list[str] = []
    for text in texts:
        words += every_word(text)
        words.append("")
    return words


def plain(text: str) -> str:
    """The words alone, as a search reads them."""
    return " ".join(every_word(text))


def _told(study: Study) -> Iterator[str]:
    """What the page tells first: the result, in simple words and point by point."""
    for prose in (study.key_message, study.simple_words, *study.findings):
        yield from (sentence.text for sentence in sentences(prose))


def _other_words(content: Content) -> Iterator[tuple[str, str]]:
    pairs: dict[tuple[str, str], None] = {}
    for word in content.words:
        written = [*map(plain, forms(word))]
        pairs |= dict.fromkeys((one, other) for one in written for other in written)
    for everyday in content.everyday:
        pairs |= dict.fromkeys(
            (plain(typed), plain(found)) for typed in everyday.typed for found in everyday.finds
        )
    yield from (pair for pair in pairs if pair[0] != pair[1] and all(pair))


class _Stems:
    """The stems of words, as the stemmer of SQLite has them; the most recent are kept in memory."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._told = 0
        self._database = sqlite3.connect(":memory:")
        self._database.execute(
            f"CREATE VIRTUAL TABLE stemmed USING fts5(word, tokenize='{STEMMER}')"
        )
        self._database.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(stemmed, 'instance')")

    def of(self, words: Sequence[str]) -> list[str]:
        """The stem of each word; a word that the index would take apart stands for itself."""
        known = self._known
        try:
            return [known[word] for word in words]
        except KeyError:
            self._learn([word for word in dict.fromkeys(words) if word not in known])
            return [known[word] for word in words]

    def learned(self) -> Iterator[tuple[str, str]]:
        """The words that were new since this was asked last, with their stems."""
        yield from (pair for pair in islice(self._known.items(), self._told, None) if pair[0])
        if len(self._known) > _MOST_KEPT:
            self._known.clear()
        self._told = len(self._known)

    def _learn(self, words: Sequence[str]) -> None:
        rows = enumerate(words, start=1)
        self._database.executemany("INSERT INTO stemmed(rowid, word) VALUES (?, ?)", rows)
        self._known.update((word, word) for word in words)
        stems = self._database.execute("SELECT doc, term FROM stems").fetchall()
        self._known.update((words[row - 1], stem) for row, stem in stems)
        self._database.execute("DELETE FROM stemmed")
