"""How the window looks."""

from __future__ import annotations

from xaiviewer.ui.settings.store import keep, kept, whole

_THEME, _PERCENT = "look/theme", "look/percent"
_USUAL = 100


def theme_name() -> str:
    """Key of the theme that the reader chose; "" where none was, and possibly one that there is not."""
    return kept(_THEME)


def font_percent() -> int:
    """Size of letters in per cent."""
    return whole(kept(_PERCENT, _USUAL), _USUAL, 1, 1000)


def keep_look(theme: str, percent: int) -> None:
    """Keep both for the next start."""
    keep(_THEME, theme)
    keep(_PERCENT, percent)
