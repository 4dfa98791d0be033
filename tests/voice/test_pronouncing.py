"""What is shown, and how it is said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sci_tui.domain.kinds import UNKNOWN
from sci_tui.domain.library import Word
from sci_tui.voice.pronouncing import Pronouncing, spellings

SAID_AS = {
    "AIS": "A I S",
    "AIS grade A": "A I S grade A",
    "MAP": "M A P",
    "p-value": "p value",
    "RCT": "R C T",
    "SCIM III": "skim three",
    "tDCS": "T D C S",
}
ANYTHING = Pronouncing(SAID_AS)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("The AIS, again", "The A.I.S, again"),
        ("AIS A", "A.I.S A"),
        ("AIS grade A", "A.I.S grade A"),
        ("two RCTs", "two R.C.T's"),
        ("SCIM III score", "skim three score"),
        ("P-value and TDCS", "p value and T.D.C.S"),
        ("a map of MAP", "a map of M.A.P"),
        ("MAPPED, aMAP, MAP2", "MAPPED, aMAP, MAP2"),
        ("C5", "C 5"),
        ("C5-C6, C5–C6, T6–12", "C 5 to C 6, C 5 to C 6, T 6 to 12"),
        ("T12 to L1 (S4-S5)", "T 12 to L 1 (S 4 to S 5)"),
        ("C9, T13, L6, S0, B5, C55, xC5", "C9, T13, L6, S0, B5, C55, xC5"),
        ("stage II to IV", "stage two to four"),
        ("Phase I, II, III and IV", "Phase one, two, three and four"),
        ("phase I–III", "phase one to three"),
        ("I gave an IV", "I gave an IV"),
        ("3–5", "3 to 5"),
        ("5–10% of 1972-2017", "5 to 10 percent of 1972-2017"),
        ("5%–10 %", "5 percent to 10 percent"),
        ("brain–spine, 5 – 6", "brain–spine, 5 – 6"),
        ("p<0.05, p < .05", "p less than 0.05, p less than .05"),
        ("≥ 50 or >= 5", "at least 50 or at least 5"),
        ("≤50 and > 5", "at most 50 and more than 5"),
        ("(n=13)", "(n equals 13)"),
        ("12 ± 3", "12 plus or minus 3"),
        ("2 × 3", "2 times 3"),
        ("<b> a = b", "<b> a = b"),
        (
            "10.1016/j.clineuro.2021.106565.",
            "10 dot 1016 slash j dot clineuro dot 2021 dot 1 0 6 5 6 5.",
        ),
        ("(10.1038/s41586-023-5)", "(10 dot 1038 slash s 4 1 5 8 6 dash 023 dash 5)"),
    ],
)
def test_what_is_shown_is_said(shown: str, said: str) -> None:
    # A reader tidies spaces before the voice gets the text.
    assert " ".join(ANYTHING.said(shown).split()) == said


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ABCDEFG.,;:!?()'\"éü", max_size=80))
def test_text_without_abbreviations_and_figures_is_said_as_it_is(text: str) -> None:
    assert ANYTHING.said(text) == text


@given(st.text(), st.dictionaries(st.text(max_size=4), st.text(max_size=8), max_size=3))
def test_no_text_and_no_table_is_too_strange(text: str, said_as: dict[str, str]) -> None:
    assert isinstance(Pronouncing(said_as).said(text), str)


_PIECES = st.lists(
    st.sampled_from(
        "AIS RCTs C5 C5–C6 T12 3–5 5% p<0.05 ±3 ≥ = n=13 10.1016/j.x.1 stage II and mice".split()
    ),
    max_size=12,
)


@given(_PIECES)
def test_every_figure_is_said_once_and_in_its_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert re.findall(r"\d", ANYTHING.said(text)) == re.findall(r"\d", text)


@given(_PIECES)
def test_what_is_said_is_said_as_it_is(pieces: list[str]) -> None:
    said = ANYTHING.said(" ".join(pieces))
    assert ANYTHING.said(said) == said


def _word(term: str, said_as: str = "said") -> Word:
    return Word("slug", term, "A word.", UNKNOWN, said_as=said_as)


@pytest.mark.parametrize(
    ("term", "written"),
    [
        ("ASIA Impairment Scale (AIS)", "AIS"),
        ("Transcranial direct current stimulation (tDCS)", "tDCS"),
        ("TENS (skin electrical pulses)", "TENS"),
        ("SCIM III", "SCIM III"),
        ("p-value", "p-value"),
        ("(AIS)", "(AIS)"),
    ],
)
def test_a_word_is_written_as_its_abbreviation(term: str, written: str) -> None:
    assert spellings([_word(term)]) == {written: "said"}


def test_a_word_that_says_nothing_of_it_is_said_as_it_is_written() -> None:
    assert spellings([_word("Acute", "")]) == {}
