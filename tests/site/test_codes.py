"""How much text a code holds, and a text in parts."""

import segno
from hypothesis import given
from hypothesis import strategies as st

from sci_tui.site.codes import IN_ANY_WINDOW, QUIET, in_parts, most_bytes

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")))


def side_of(text: str) -> int:
    """The side of the smallest code that holds a text, with the light around it."""
    code = segno.make_qr(text, error="l", mode="byte", encoding="utf-8", eci=True)
    return len(code.matrix) + 2 * QUIET


def test_a_code_holds_as_many_bytes_as_is_said() -> None:
    for side in range(IN_ANY_WINDOW + 1):
        most = most_bytes(side)
        if most:
            assert side_of("a" * most) <= side
            # Saying that a text is UTF-8 takes a byte and a half.
            assert side_of("a" * (most + 2)) > side
        else:
            assert side < side_of("a")


@given(TEXTS, st.integers(0, IN_ANY_WINDOW))
def test_every_part_fits_and_nothing_is_left_out(text: str, side: int) -> None:
    parts = in_parts(text, side)
    assert all(len(part.encode()) <= most_bytes(side) for part in parts)
    if parts:
        told = parts if len(parts) == 1 else [part.partition(") ")[2] for part in parts]
        assert "".join("".join(told).split()) == "".join(text.split())
    else:
        assert most_bytes(side) < 78


def test_words_stay_whole_and_parts_say_which_they_are() -> None:
    words = " ".join(f"word{number}" for number in range(100))
    parts = in_parts(words, 43)
    assert parts[0].startswith(f"(1/{len(parts)}) word0 word1 ")
    assert parts[-1].endswith(" word99")
    assert " ".join(part.partition(") ")[2] for part in parts) == words


def test_no_text_is_cut_into_dozens_of_codes() -> None:
    assert in_parts("word " * 200, 35) == ()
    assert in_parts("word", 35) == ("word",)
