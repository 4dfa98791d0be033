"""Text from outside, before it reaches a terminal or a store."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sci_tui.domain.cleaning import clean, hidden, shown, shown_lines


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain words", "plain words"),
        ("  two\n\nlines\tand a tab ", "two lines and a tab"),
        ("red \x1b[31mtext\x07", "red [31mtext"),
        ("turned \u202eround\u202c", "turned round"),
        ("null\x00 and C1 \x9b here", "null and C1 here"),
        ("half a character \udc80", "half a character"),
        ("Größe, 脊髄, 🙂", "Größe, 脊髄, 🙂"),
        ("\u200b\ufeff", ""),
        ("tags \U000e0001\U000e0068\U000e007f here", "tags here"),
        ("two\u2028separated\u2029lines", "two separated lines"),
        ("soft\xadly \u180e\ufff9\ufffa\ufffb", "softly"),
        ("a heart \u2764\ufe0f", "a heart \u2764"),
        ("e" + "\u0301" * 50 + "nd", "e" + "\u0301" * 4 + "nd"),
        ("e" + "\u0301\u200d" * 50, "e" + "\u0301" * 4),
        ("o\u0323\u0308 ế שָׁ \u0e01\u0e34\u0e48", "o\u0323\u0308 ế שָׁ \u0e01\u0e34\u0e48"),
    ],
)
def test_hidden_characters_go_and_words_stay(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_the_hidden_characters_can_be_named() -> None:
    assert hidden("a\x1bb\u202ec") == ["\x1b", "\u202e"]
    assert hidden("e" + "\u0301" * 6 + "\x07") == ["\u0301", "\u0301", "\x07"]


@given(st.text(st.characters(exclude_categories=())))
def test_clean_text_is_safe_and_stays_as_it_is(typed: str) -> None:
    cleaned = clean(typed)
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in cleaned)
    assert not hidden(cleaned)
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")


@given(st.text(st.characters(exclude_categories=())))
def test_text_is_shown_as_it_is_unless_something_is_hidden_in_it(text: str) -> None:
    assert shown(text) == (clean(text) if hidden(text) else text)


@given(st.lists(st.text(st.characters(exclude_categories=()))))
def test_lines_are_shown_line_by_line(lines: list[str]) -> None:
    told = shown_lines("\n".join(lines))
    assert not set(hidden(told)) - {"\n"}
    assert told.count("\n") == "\n".join(lines).count("\n")


def test_an_indent_stays() -> None:
    assert shown_lines("a\n  b\x1b[1m\n") == "a\n  b[1m\n"
