"""The colours of ``styles/themes.toml`` as Textual themes."""

from pathlib import Path

from textual.theme import BUILTIN_THEMES, Theme

from sci_tui.layout.themes import themes


def textual_themes(file: Path) -> list[Theme]:
    """Every theme in the file; each role becomes a variable such as ``$page-heading``."""
    return [_theme(name, roles) for name, roles in themes(file).items()]


def _theme(name: str, roles: dict[str, str]) -> Theme:
    ansi = roles["background"].startswith("ansi_")
    # Textual's own style sheets name variables that only its ANSI themes define.
    textual_own = BUILTIN_THEMES["ansi-dark"].variables if ansi else {}
    return Theme(
        name=name,
        primary=roles["link"],
        accent=roles["heading"],
        foreground=roles["prose"],
        background=roles["background"],
        surface=roles["background"],
        panel=roles["bar-background"],
        dark=name != "light",
        ansi=ansi,
        text_alpha=1.0,
        variables=textual_own | {f"page-{role}": colour for role, colour in roles.items()},
    )
