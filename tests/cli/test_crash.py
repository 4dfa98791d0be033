"""A report of a crash in a kiosk holds no word that a visitor typed."""

import pytest

from sci_tui.cli.crash import told, told_without_words
from sci_tui.places import Places

WORD = "rosebud"


class _Odd(Exception):
    def __str__(self) -> str:
        return WORD


def _fails(typed: str) -> None:
    """Goes wrong with what was typed in messages, notes, causes, a group and values around."""
    try:
        try:
            int(typed)
        except ValueError as error:
            error.add_note(f"It was {typed}.")
            raise _Odd(typed) from error
    except _Odd as error:
        # A chain that leads back to itself ends too.
        error.__context__ = ExceptionGroup(typed, [KeyError(typed), error])
        raise LookupError({typed: typed}) from error


def _crash(*, words: bool) -> str:
    try:
        _fails(WORD)
    except LookupError as error:
        return told(error) if words else told_without_words(error)
    raise AssertionError("It did not go wrong.")


def test_at_home_a_report_says_what_the_error_said(own_places: Places) -> None:
    assert own_places.cache
    assert str(own_places.cache / "crash.txt") in _crash(words=True)
    assert WORD in (own_places.cache / "crash.txt").read_text()


def test_in_a_kiosk_it_has_kinds_and_places_and_not_a_word_of_a_visitor(
    own_places: Places,
) -> None:
    assert own_places.cache
    sentence = _crash(words=False)
    report = (own_places.cache / "crash.txt").read_text()
    assert str(own_places.cache / "crash.txt") in sentence
    assert WORD not in sentence + report
    kinds = [line for line in report.splitlines()[1:] if not line.startswith(" ")]
    assert kinds[0] == "builtins.LookupError"
    assert kinds[1].endswith("test_crash._Odd")
    assert sorted(kinds[2:]) == [
        "builtins.ExceptionGroup",
        "builtins.KeyError",
        "builtins.ValueError",
    ]
    assert f"{__file__}:" in report
    assert " in _fails\n" in report


def test_a_report_of_endless_calls_is_short(own_places: Places) -> None:
    def deeper(typed: str) -> None:
        deeper(typed)

    with pytest.raises(RecursionError) as raised:
        deeper(WORD)
    told_without_words(raised.value)
    assert own_places.cache
    report = (own_places.cache / "crash.txt").read_text()
    assert len(report.splitlines()) < 100
    assert " places left out" in report


def test_without_a_place_a_kiosk_says_only_the_kind(
    own_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "SCI_TUI_CACHE_DIR"):
        monkeypatch.delenv(name)
    assert _crash(words=False) == (
        "Something went wrong inside sci-tui (LookupError). Try again, and report it if it lasts."
    )
