import tomllib

from sci_tui.layout.themes import themes
from sci_tui.places import bundled


def test_the_file_of_themes_is_read_as_toml_is() -> None:
    file = bundled("styles") / "themes.toml"
    assert themes(file) == tomllib.loads(file.read_text(encoding="utf-8"))
