"""The colours of the window, by theme and role; what stands on pictures looks the same in all of them.

Contrast is that of WCAG 2.2: every pair of `PAIRS` has at least `LEAST`.
"""

from __future__ import annotations

from xaiviewer.display import palette
from xaiviewer.ui.language import later

LEAST = 4.5
"""Of text against what it stands on."""

DARK, LIGHT, CONTRAST = "dark", "light", "contrast"
NAMES = {DARK: later("Dark"), LIGHT: later("Light"), CONTRAST: later("High contrast")}
"""What the themes are called."""

_hex = palette.hexadecimal

_PICTURES = {
    "view_text": _hex(palette.TEXT),
    "view_muted": _hex(palette.MUTED),
    "view_faint": _hex(palette.FAINT),
    "view_caution": _hex(palette.CAUTION),
    "plate": "#080b0f",
    "clinician": _hex(palette.CLINICIAN),
    "model": _hex(palette.MODEL),
    "measured": _hex(palette.MEASURED),
    "marks": _hex(palette.MARKS),
}
"""On pictures, and therefore the same in every theme: an outline must not look like another one tomorrow."""

PALETTES: dict[str, dict[str, str]] = {
    DARK: _PICTURES
    | {
        "view": "#000000",
        "view_line": _hex(palette.LINE),
        "window": _hex(palette.BACKGROUND),
        "panel": _hex(palette.PANEL),
        "raised": "#1e262f",
        "hover": "#28323d",
        "line": _hex(palette.LINE),
        "text": _hex(palette.TEXT),
        "muted": _hex(palette.MUTED),
        "faint": _hex(palette.FAINT),
        "disabled": "#4a5561",
        "accent": _hex(palette.CLINICIAN),
        "accent_dim": "#1d4656",
        "accent_hover": "#6fd0ee",
        "on_accent": "#06222c",
        "caution": _hex(palette.CAUTION),
        "caution_ground": "#2e2413",
        "done_ground": "#14262e",
        "found": "#5a4a1c",
        "shade": "#05080b",
        "clinician_sign": _hex(palette.CLINICIAN),
        "model_sign": _hex(palette.MODEL),
    },
    LIGHT: _PICTURES
    | {
        "view": "#3a3d41",
        "view_line": "#666b71",
        "window": "#e9ecef",
        "panel": "#f6f7f9",
        "raised": "#ffffff",
        "hover": "#dfe4e9",
        "line": "#c3cad1",
        "text": "#161c22",
        "muted": "#434d57",
        "faint": "#58626c",
        "disabled": "#99a2ab",
        "accent": "#00627f",
        "accent_dim": "#bfe2ef",
        "accent_hover": "#0a7797",
        "on_accent": "#ffffff",
        "caution": "#804a00",
        "caution_ground": "#ffefd2",
        "done_ground": "#dff2f9",
        "found": "#ffe08a",
        "shade": "#3c444c",
        "clinician_sign": "#0081a8",
        "model_sign": "#b26a00",
    },
    CONTRAST: _PICTURES
    | {
        "view": "#000000",
        "view_line": "#767676",
        "window": "#000000",
        "panel": "#000000",
        "raised": "#161616",
        "hover": "#303030",
        "line": "#767676",
        "text": "#ffffff",
        "muted": "#f0f0f0",
        "faint": "#d2d2d2",
        "disabled": "#8c8c8c",
        "accent": "#5ce4ff",
        "accent_dim": "#00506b",
        "accent_hover": "#a8f1ff",
        "on_accent": "#000000",
        "caution": "#ffd24a",
        "caution_ground": "#2a1f00",
        "done_ground": "#00222c",
        "found": "#6b5600",
        "shade": "#000000",
        "clinician_sign": "#5ce4ff",
        "model_sign": "#ffc35e",
    },
}
"""Of every theme, what each role looks like, as style sheets write it. The surroundings of pictures are dark, and in
the light theme a neutral grey: a bright frame would blind the eye for what is faint.
"""

_GROUNDS = ("window", "panel", "raised")

PAIRS: dict[str, tuple[str, ...]] = {
    "text": (*_GROUNDS, "hover", "accent_dim", "caution_ground", "done_ground", "found"),
    "muted": (*_GROUNDS, "hover", "accent_dim"),
    "faint": ("window", "panel"),
    "accent": ("window", "panel", "raised"),
    "on_accent": ("accent", "accent_hover"),
    "caution": (*_GROUNDS, "caution_ground"),
    "view_text": ("view", "plate"),
    "view_muted": ("view", "plate"),
    "view_caution": ("view", "plate"),
}
"""Roles that text is written in, each with what it stands on."""


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance of a colour, from 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
