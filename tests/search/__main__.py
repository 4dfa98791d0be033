"""How well the search answers the questions, beside peers that read the same library.

``python -m tests.search`` asks the questions the ranking was made with; ``--aside`` also those that
were kept from it. tantivy is asked where it is installed.
"""

import argparse
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sci_tui.domain.prose import sentences
from sci_tui.domain.study_prose import own_prose
from sci_tui.places import bundled
from sci_tui.store.library import Library
from sci_tui.store.matching import every_word
from tests.search.measuring import measured
from tests.search.test_questions import QUESTIONS

Search = Callable[[str], list[str]]
_MOST = 20
_FIELDS = ("list_title", "title", "text")


def main() -> int:
    """Ask everyone, and print a line for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.search", description=__doc__)
    parser.add_argument("--aside", action="store_true", help="also the questions kept aside")
    options = parser.parse_args()
    parts = {"known": [question for question in QUESTIONS if not question["aside"]]}
    if options.aside:
        parts["aside"] = [question for question in QUESTIONS if question["aside"]]
    with closing(Library(Path(bundled("data.db")), unchanging=True)) as library:
        rows = list(_rows(library))
        peers: dict[str, Search] = {
            "sci_tui": lambda typed: [one.card.slug for one in library.search(typed).found],
            "SQLite bm25": _bm25(rows),
        }
        if find_spec("tantivy"):
            peers["tantivy"] = _tantivy(rows)
        print("questions        success@1  success@3  MRR")
        for part, questions in parts.items():
            for peer, search in peers.items():
                told = measured(questions, search)
                print(
                    f"{part} ({told.questions:3})  {peer:12} {told.success_at_1:.3f}"
                    f"      {told.success_at_3:.3f}      {told.mrr:.3f}"
                )
    return 0


def _rows(library: Library) -> Iterator[tuple[str, str, str, str]]:
    for card in library.cards():
        study = library.study(card.slug)
        text = " ".join(one.text for prose in own_prose(study) for one in sentences(prose))
        yield study.slug, study.list_title, study.title, text


def _bm25(rows: list[tuple[str, str, str, str]]) -> Search:
    """FTS5 as it comes, stemmed, any of the words, the last as a beginning, by its own rank."""
    index = sqlite3.connect(":memory:")
    index.execute(
        "CREATE VIRTUAL TABLE found USING fts5(slug UNINDEXED, list_title, title, text,"
        " tokenize='porter unicode61 remove_diacritics 2')"
    )
    index.executemany("INSERT INTO found VALUES (?, ?, ?, ?)", rows)

    def search(typed: str) -> list[str]:
        words = every_word(typed)
        if not words:
            return []
        query = " OR ".join(f'"{word}"' for word in words) + "*"
        best = "SELECT slug FROM found WHERE found MATCH ? ORDER BY rank LIMIT ?"
        return [slug for (slug,) in index.execute(best, (query, _MOST))]

    return search


def _tantivy(rows: list[tuple[str, str, str, str]]) -> Search:
    """The same with tantivy's English stemmer and its BM25."""
    import tantivy  # only where it is installed

    made: Any = tantivy.SchemaBuilder()
    made.add_text_field("slug", stored=True, tokenizer_name="raw")
    for field in _FIELDS:
        made.add_text_field(field, tokenizer_name="en_stem")
    index = tantivy.Index(made.build())
    writer = index.writer()
    for slug, *texts in rows:
        writer.add_document(tantivy.Document(slug=slug, **dict(zip(_FIELDS, texts, strict=True))))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(typed: str) -> list[str]:
        words = " ".join(every_word(typed))
        if not words:
            return []
        hits = searcher.search(index.parse_query(words, list(_FIELDS)), _MOST).hits
        return [searcher.doc(address)["slug"][0] for _, address in hits]

    return search


if __name__ == "__main__":
    sys.exit(main())
