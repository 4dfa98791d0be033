"""What this is made of, where its files are, how it is set, how a shell completes it."""

import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import sci_tui
from sci_tui.places import Places
from tests.cli.conftest import Ask, Program


def test_the_version_names_every_part(ask: Ask) -> None:
    code, out, err = ask("--version")
    assert (code, err) == (0, "")
    assert out.splitlines()[:3] == [
        f"sci-tui {sci_tui.__version__}",
        f"Textual {version('textual')}",
        f"Python {sys.version.split()[0]}",
    ]
    assert "SQLite 3." in out
    assert "Library format 2" in out
    assert "Library edition 1," in out


def test_the_version_is_told_of_a_broken_library_too(ask: Ask, tmp_path: Path) -> None:
    answer = ask("--library", str(tmp_path / "nowhere.db"), "--version")
    assert answer.code == 0
    assert "edition not known: There is no library at" in answer.out


def test_paths_say_what_is_there(ask: Ask, own_places: Places, library_file: Path) -> None:
    code, out, _ = ask("paths")
    assert code == 0
    assert f"Library: {library_file} (there)" in out
    assert f"Your answers: {own_places.data}/user.db (not there)" in out
    assert f"Settings: {own_places.config} (not there)" in out


def test_without_a_home_paths_say_so(program: Program) -> None:
    bare = dict.fromkeys(("HOME", "SCI_TUI_DATA_DIR", "SCI_TUI_CACHE_DIR", "SCI_TUI_CONFIG"))
    answer = program("paths", **bare)
    assert answer.code == 0
    assert answer.out.count("nowhere, because HOME is not set") == 6


def test_settings_are_shown_changed_and_shown_again(ask: Ask, own_places: Places) -> None:
    assert "theme = dark (allowed: dark, light, high-contrast, terminal)" in ask("settings").out
    assert ask("settings", "set", "theme", "light") == (0, "Saved: theme is now light.\n", "")
    assert "theme = light" in ask("settings").out
    assert ask("settings", "path").out == f"{own_places.config}\n"
    assert own_places.config
    assert tomllib.loads(own_places.config.read_text()) == {"theme": "light"}


def test_a_value_that_is_not_allowed_changes_nothing(ask: Ask, own_places: Places) -> None:
    code, _, err = ask("settings", "set", "reader", "loud")
    assert code == 2
    assert "reader cannot be 'loud'. Allowed: visual, screen-reader, plain." in err
    assert own_places.config
    assert not own_places.config.exists()


def test_settings_that_cannot_be_kept_say_so(program: Program, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    answer = program(
        *("settings", "set", "theme", "light"), SCI_TUI_CONFIG=str(tmp_path / "file/s.toml")
    )
    assert answer.code == 4
    assert answer.err.startswith("sci-tui: The setting is not saved: ")
    bare = dict.fromkeys(("HOME", "SCI_TUI_CONFIG"))
    assert program("settings", "set", "theme", "light", **bare).code == 4
    assert program("settings", "path", **bare).code == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_knows_every_command(ask: Ask, shell: str) -> None:
    code, out, err = ask("completion", shell)
    assert (code, err) == (0, "")
    for word in ("feedback", "export", "bibtex"):
        assert word in out


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("sci-tui fee", {"feedback"}),
        ("sci-tui feedback ex", {"export"}),
        ("sci-tui page home --format m", {"markdown"}),
        ("sci-tui completion ", {"bash", "zsh", "fish"}),
    ],
)
def test_bash_completes_with_it(ask: Ask, tmp_path: Path, typed: str, offered: set[str]) -> None:
    script = tmp_path / "completion.bash"
    script.write_text(ask("completion", "bash").out)
    words = typed.split(" ")
    press_tab = f"""
        source {script}
        COMP_WORDS=({" ".join(f"'{word}'" for word in words)})
        COMP_CWORD={len(words) - 1}
        COMP_LINE='{typed}' COMP_POINT={len(typed)}
        $(complete -p sci-tui | sed 's/.*-F \\([^ ]*\\).*/\\1/') sci-tui
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(
        ["/bin/bash", "-c", press_tab], capture_output=True, encoding="utf-8", check=True
    )
    assert set(done.stdout.split()) == offered


def test_keys_that_no_reader_would_take_are_told_with_the_settings(
    program: Program, tmp_path: Path
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[keys]\nhome = "1"\n')
    answer = program("settings", SCI_TUI_CONFIG=str(file))
    assert (answer.code, answer.out) == (2, "")
    assert "line 2: keys.home names '1', which is no key here." in answer.err
