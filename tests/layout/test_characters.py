import sqlite3
from pathlib import Path

import pytest
from rich.cells import cell_len

from sci_tui.layout.characters import columns, cut


def test_every_text_of_the_library_is_as_wide_as_textual_takes_it_to_be(
    library_file: Path,
) -> None:
    with sqlite3.connect(library_file) as connection:
        texts = [
            cell
            for table in ("studies", "words", "pages", "topics")
            for row in connection.execute(f"SELECT * FROM {table}")
            for cell in row
            if isinstance(cell, str)
        ]
    signs = sorted(sign for sign in set("".join(texts)) if sign.isprintable())
    assert len(signs) > 70
    assert {sign: columns(sign) for sign in signs} == {sign: cell_len(sign) for sign in signs}


@pytest.mark.parametrize(
    "text", ["plain", "Sjögren", "e\u0301", "脊髓损伤", "ends – “so” …", "ﬁne"]
)
def test_wide_signs_take_two_columns_and_accents_none(text: str) -> None:
    assert columns(text) == cell_len(text)


def test_a_text_is_cut_to_the_columns_there_are() -> None:
    assert cut("脊髓损伤", 5) == "脊髓"
    assert cut("short", 5) == "short"
    assert cut("longer", 5) == "longe"
    assert cut("none", -1) == ""
