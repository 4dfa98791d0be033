from pathlib import Path

import pytest
from rich.color import Color, ColorSystem

from sci_tui.first_page.colours import Colours, number_of_256
from sci_tui.layout.themes import themes
from sci_tui.places import bundled

FILE = bundled("styles") / "themes.toml"
EVERY = sorted(
    {colour for roles in themes(FILE).values() for colour in roles.values() if colour[0] == "#"}
)


@pytest.mark.parametrize("colour", [*EVERY, "#000000", "#ffffff", "#808080", "#ff0000", "#123456"])
def test_of_256_colours_the_one_is_taken_that_textual_takes(colour: str) -> None:
    parsed = Color.parse(colour)
    assert parsed.triplet is not None
    assert number_of_256(*parsed.triplet) == parsed.downgrade(ColorSystem.EIGHT_BIT).number


@pytest.mark.parametrize(
    ("environment", "look"),
    [
        ({"TERM": "xterm-256color"}, "\x1b[1;38;5;231;48;5;16m"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "\x1b[1;38;2;255;255;255;48;2;20;24;28m"),
        ({"TERM": "xterm"}, "\x1b[1;39;49m"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "\x1b[1;39;49m"),
        ({"TERM": "unknown"}, ""),
    ],
    ids=str,
)
def test_the_terminal_gets_as_many_colours_as_it_says_it_has(
    environment: dict[str, str], look: str
) -> None:
    assert Colours(FILE, "dark", environment).on("background", "title", bold=True) == look


def test_a_file_with_another_theme_gives_other_colours(tmp_path: Path) -> None:
    file = tmp_path / "themes.toml"
    file.write_text('# A remark.\n[mine]\nbackground = "#000000"\ntitle = "#ff0000"\n')
    colours = Colours(file, "mine", {"TERM": "xterm-256color"})
    assert colours.on("background", "title") == "\x1b[38;5;196;48;5;16m"
