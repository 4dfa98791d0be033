"""Colours: every pair that is read together can be told apart by weak eyes."""

import re
import tomllib
from typing import Final

import pytest

from sci_tui.layout.lines import Role
from sci_tui.places import bundled
from sci_tui.settings import TABLE

THEMES: Final[dict[str, dict[str, str]]] = tomllib.loads(
    (bundled("styles") / "themes.toml").read_text(encoding="utf-8")
)
OWN: Final = [name for name in THEMES if name != "terminal"]
STYLES: Final = "".join(
    file.read_text(encoding="utf-8") for file in sorted(bundled("styles").glob("*.tcss"))
)
OF_THE_PAGE: Final = (
    *(role.value for role in Role if role not in (Role.MATCH, Role.CODE)),
    "marker",
)
"""Roles that stand on the background of the page."""

PAIRS: Final = (
    *((role, "background") for role in OF_THE_PAGE),
    ("bar", "bar-background"),
    ("match", "match-background"),
    ("code", "code-background"),
    ("notice", "notice-background"),
)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of WCAG 2.2: 1 where two colours are the same, 21 for black on white."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", OWN)
@pytest.mark.parametrize(("text", "behind"), PAIRS)
def test_text_stands_out_from_what_is_behind_it(theme: str, text: str, behind: str) -> None:
    least = 7 if theme == "high-contrast" else 4.5
    assert contrast(THEMES[theme][text], THEMES[theme][behind]) >= least


def test_there_is_a_theme_for_every_choice_of_the_settings() -> None:
    (setting,) = (each for each in TABLE if each.key == "theme")
    assert set(THEMES) == set(setting.choices)


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_every_role_and_no_other(theme: str) -> None:
    roles = {role for pair in PAIRS for role in pair}
    assert set(THEMES[theme]) == roles


def test_the_theme_of_the_terminal_has_no_colour_of_its_own() -> None:
    assert all(colour.startswith("ansi_") for colour in THEMES["terminal"].values())


@pytest.mark.parametrize("theme", OWN)
def test_a_code_is_black_on_white_in_every_theme(theme: str) -> None:
    assert (THEMES[theme]["code"], THEMES[theme]["code-background"]) == ("#000000", "#ffffff")


@pytest.mark.parametrize("role", [*OF_THE_PAGE, "match", "code"])
def test_every_role_has_a_rule(role: str) -> None:
    (rule,) = re.findall(rf"PageView > \.page--{role} \{{(.*?)\}}", STYLES)
    assert f"color: $page-{role};" in rule
    assert "background: $page-" in rule


def test_style_sheets_take_every_colour_from_a_theme() -> None:
    told = re.findall(r"(?:^|[\s{;])(?:color|background|tint)\s*:\s*([^;]+);", STYLES)
    assert told
    assert [value for value in told if not re.fullmatch(r"\$page-[a-z-]+", value)] == []
    used = set(re.findall(r"\$page-([a-z-]+)", STYLES))
    assert used == set(THEMES["dark"])


def test_nothing_that_is_focused_or_chosen_is_told_by_colour_alone() -> None:
    # A match is underlined, a message is bold, the reading line has a marker and the cursor.
    (match,) = re.findall(r"\.page--match \{(.*?)\}", STYLES)
    assert "underline" in match
