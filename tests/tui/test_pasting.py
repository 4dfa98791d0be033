"""What is pasted comes as text, whatever it holds and however it is cut into pieces."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sci_tui.tui.terminal.pasting import Typed

BEGIN, END = "\x1b[200~", "\x1b[201~"


class Clock:
    """A clock that stands still until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def said(*pieces: bytes) -> str:
    typed = Typed("utf-8", Clock())
    return "".join(typed.decode(piece) for piece in pieces)


def test_keys_within_what_is_pasted_are_no_keys() -> None:
    assert said(b"\x1b[200~a\x1b\x1b]52;c\x07\x03q\r\n\tb\xc2\x9b\x1b[201~\x1b[A") == (
        f"{BEGIN}a]52;cq\r\n\tb{END}\x1b[A"
    )


def test_what_is_typed_is_left_alone() -> None:
    assert said(b"a\x1b[A\x03\x1b[201~\xff") == "a\x1b[A\x03\x1b[201~\ufffd"


@given(st.lists(st.binary(max_size=9)), st.lists(st.integers(0, 60), max_size=8))
def test_it_is_the_same_in_any_pieces(parts: list[bytes], cuts: list[int]) -> None:
    text = b"x\x1b[200~" + b"\x1b[20".join(parts) + b"\x1b[201~y\x1b[200~z\x1b\x1b[201~"
    at = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    assert said(*(text[a:b] for a, b in pairwise(at))) == said(text)


@pytest.mark.parametrize("unfinished", [b"words", b"words\x1b[20", b""])
def test_a_paste_without_an_end_ends_when_nothing_more_comes(unfinished: bytes) -> None:
    clock = Clock()
    typed = Typed("utf-8", clock)
    assert typed.decode(BEGIN.encode() + unfinished).startswith(BEGIN)
    clock.now = 0.5
    assert typed.decode(b"more").endswith("more")
    clock.now = 3
    assert typed.decode(b"\x1b[A") == f"{END}\x1b[A"
