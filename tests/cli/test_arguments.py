"""What can be typed, and what is said of what cannot."""

import pytest

from sci_tui.cli.arguments import PAGE_FORMATS, whole
from tests.cli.conftest import Ask

COMMANDS = (
    "open page studies search cite feedback library paths doctor settings kiosk completion".split()
)


def test_help_names_every_command(ask: Ask) -> None:
    code, out, err = ask("--help")
    assert (code, err) == (0, "")
    assert all(f"\n    {command} " in out for command in COMMANDS)
    assert max(map(len, out.splitlines())) < 80
    assert "None" not in out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(ask: Ask, command: str) -> None:
    code, out, err = ask(command, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"usage: sci-tui {command}")
    assert "None" not in out


@pytest.mark.parametrize(
    ("typed", "allowed"),
    [
        ("--colour", "--plain"),
        ("frob", "'page'"),
        ("page", "ROUTE"),
        ("page home --colour", "--format"),
        ("page home --format pdf", "markdown"),
        ("page home extra", "ROUTE"),
        ("studies --design guess", "randomised-trial"),
        ("studies --sort best", "newest"),
        ("studies --since then", "1900 to 2100"),
        ("studies --since ²", "1900 to 2100"),
        ("studies --limit 0", "1 to 1000000"),
        ("studies --limit 99999999999999999999", "1 to 1000000"),
        ("studies --evidence-level 6", "1 to 5"),
        ("studies --injury-level leg", "cervical"),
        ("studies --until 1899", "1900 to 2100"),
        ("studies --people few", "1 to 100000000"),
        ("studies --species rat", "human"),
        ("studies --completeness F", "incomplete"),
        ("studies --time old", "chronic"),
        ("studies --compared maybe", "yes"),
        ("studies --outcome good", "no-difference"),
        ("search pain --figures no", "yes"),
        ("search", "WORDS"),
        ("cite honmou-2021-iv-msc-13-cases --format word", "bibtex"),
        ("feedback", "add|list|export|delete"),
        ("feedback add x maybe", "partly"),
        ("feedback add x no --reason ugly", "too-hard"),
        ("feedback export --format xls", "jsonl"),
        ("library", "build|check|info"),
        ("kiosk", "set-pin|check"),
        ("kiosk set-pin 482915", "set-pin"),
        ("--kiosk home", "'page'"),
        ("--kiosk page home", "--kiosk opens the kiosk"),
        ("completion tcsh", "bash"),
        ("settings set colour red", "theme"),
        ("settings set theme red", "high-contrast"),
        ("--library", "FILE"),
    ],
)
def test_wrong_use_is_one_sentence_with_what_is_allowed(ask: Ask, typed: str, allowed: str) -> None:
    code, out, err = ask(*typed.split())
    assert (code, out) == (2, "")
    assert err.startswith("sci-tui: ")
    assert err.count("\n") == 1
    assert allowed in err


def test_an_option_at_the_wrong_place_is_told_its_place(ask: Ask) -> None:
    for option in ("--plain", "--kiosk"):
        assert f"{option} stands before the command" in ask("page", "home", option).err


def test_what_was_typed_is_repeated_without_what_acts_on_a_terminal(ask: Ask) -> None:
    for typed in ("--\x1b[31mred", "\x1b]0;title\x07", "page home \u202ebackwards", "open \x9b31m"):
        answer = ask(*typed.split(" "))
        assert answer.code == 2
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(answer.err)


def test_the_formats_of_a_page_are_offered(ask: Ask) -> None:
    assert "{" + ",".join(PAGE_FORMATS) + "}" in ask("page", "--help").out


def test_commands_that_are_not_asked_for_are_still_known() -> None:
    assert set(COMMANDS) <= set(whole(["page"]).format_help().split())
