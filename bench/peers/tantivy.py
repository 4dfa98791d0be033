"""Tantivy, a search engine of the kind of Lucene, as a library in the same process."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar, Final

from bench.peers.query import MOST_RESULTS, Query
from bench.peers.text import text
from bench.trouble import NotMeasured
from sci_tui.domain.study import Study

_FIELDS: Final = ("title", "text")
_SNIPPET: Final = 150


class Tantivy:
    """BM25 over stemmed titles and texts, which it stores; snippets are its own."""

    name: ClassVar[str] = "tantivy"
    what: ClassVar[str] = "BM25, stemmed, stored fields, its own snippets, in the same process"

    def __init__(self) -> None:
        try:
            import tantivy
        except ImportError as error:
            raise NotMeasured("tantivy is not installed: make bench-needs") from error
        self._tantivy: Any = tantivy

    def index(self, studies: Iterable[Study], to: Path) -> None:
        """Take in the studies."""
        builder = self._tantivy.SchemaBuilder()
        for field in _FIELDS:
            builder.add_text_field(field, stored=True, tokenizer_name="en_stem")
        to.mkdir()
        writer = self._tantivy.Index(builder.build(), path=str(to)).writer()
        for study in studies:
            writer.add_document(self._tantivy.Document(title=study.title, text=text(study)))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, path: Path) -> None:
        """Get ready to search."""
        self._index = self._tantivy.Index.open(str(path))
        self._searcher = self._index.searcher()

    def answers(self, query: Query) -> bool:
        """Every search."""
        return bool(query.words)

    def search(self, query: Query) -> int:
        """Find the best twenty."""
        wanted = self._wanted(query)
        snippets = self._tantivy.SnippetGenerator.create(
            self._searcher, wanted, self._index.schema, "text"
        )
        snippets.set_max_num_chars(_SNIPPET)
        found = self._searcher.search(wanted, MOST_RESULTS, count=False).hits
        for _, address in found:
            document = self._searcher.doc(address)
            document.get_first("title")
            snippets.snippet_from_doc(document).fragment()
        return len(found)

    def _wanted(self, query: Query) -> Any:
        if query.is_begun:
            pattern = f"{re.escape(query.words[0])}.*"
            return self._tantivy.Query.regex_query(self._index.schema, "text", pattern)
        joined = (" AND " if query.is_strict else " OR ").join(query.words)
        return self._index.parse_query(joined, list(_FIELDS))
