"""Settings changed on the screen: seen at once, and found again at the next start."""

import tomllib
from pathlib import Path

import pytest

from sci_tui.places import Places, bundled
from sci_tui.settings import load
from sci_tui.site.site import Site
from tests.tui.reader import Reader, opened

THEMES = tomllib.loads((bundled("styles") / "themes.toml").read_text(encoding="utf-8"))


def background(reader: Reader) -> str:
    """The colour behind the page."""
    return reader.view.styles.background.hex.lower()


@pytest.mark.parametrize("theme", ["light", "high-contrast"])
async def test_a_theme_is_put_on_at_once_and_written_to_the_file(
    small: Site, own_places: Places, theme: str
) -> None:
    assert own_places.config is not None
    async with opened(small, "settings") as reader:
        assert background(reader) == THEMES["dark"]["background"]
        await reader.press("1")
        await reader.press(str([link.text for link in reader.page.links].index(theme) + 1))
        assert reader.said == f"Saved: Colours is now {theme}."
        assert reader.route == "settings"
        assert f"now: {theme}" in reader.text
        assert reader.app.theme == theme
        assert background(reader) == THEMES[theme]["background"]
        looks = [segment.style for segment in reader.view.render_line(0) if segment.style]
        assert {str(look.bgcolor and look.bgcolor.name) for look in looks} == {
            THEMES[theme]["background"]
        }
    assert load(own_places.config).theme == theme


async def test_a_change_leaves_the_rest_of_the_file_as_it_is(
    small: Site, own_places: Places
) -> None:
    assert own_places.config is not None
    own_places.config.parent.mkdir(parents=True)
    own_places.config.write_text("# mine\n[keys]\nback = 'b,x'\n", encoding="utf-8")
    async with opened(small, "settings?change=theme") as reader:
        await reader.press("2")
        assert reader.said == "Saved: Colours is now light."
    text = own_places.config.read_text(encoding="utf-8")
    assert "# mine" in text
    settings = load(own_places.config)
    assert (settings.theme, dict(settings.keys)) == ("light", {"back": "b,x"})


async def test_a_setting_that_cannot_be_kept_holds_until_one_leaves_and_says_so(
    small: Site, own_places: Places
) -> None:
    assert own_places.config is not None
    # A file where the directory should be.
    own_places.config.parent.write_text("in the way")
    async with opened(small, "settings?change=theme") as reader:
        await reader.press("2")
        assert reader.said.startswith("The setting holds until you leave:")
        assert own_places.config.name in reader.said
        assert reader.app.theme == "light"
        assert "now: light" in reader.text


async def test_with_no_color_a_theme_is_saved_but_the_terminals_own_colours_stay(
    small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(small, "settings?change=theme") as reader:
        assert reader.app.theme == "terminal"
        await reader.press("2")
        assert reader.app.theme == "terminal"


async def test_the_way_back_from_a_choice_leads_past_the_question(small: Site) -> None:
    async with opened(small) as reader:
        await reader.press("8", "enter", "1")
        assert reader.route == "settings?change=theme"
        await reader.press("2")
        assert reader.route == "settings"
        await reader.press("b")
        assert reader.route == "home"


async def test_the_settings_page_says_where_they_are_kept(
    small: Site, own_places: Places, tmp_path: Path
) -> None:
    async with opened(small, "settings", (120, 30)) as reader:
        assert f"Kept in: {own_places.config}"[:80] in reader.text
