"""The window's choices as options of the command line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from xaiviewer.commands.options.appearance import add_appearance_arguments, appearance_of
from xaiviewer.commands.options.parser import Parser
from xaiviewer.display.appearance import Appearance
from xaiviewer.review import ShownState


def _parser() -> Parser:
    parser = Parser("program", "draws")
    add_appearance_arguments(parser)
    return parser


def test_without_options_pictures_are_drawn_as_the_window_begins() -> None:
    assert appearance_of(_parser().parse_args([])) == ShownState().appearance


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        (("--polarity", "signed"), {"polarity": "signed"}),
        (("--normalise", "slice"), {"normalise": "slice"}),
        (("--scale", "maximum"), {"scale": "maximum"}),
        (("--style", "contours"), {"style": "contours"}),
        (("--no-soften",), {"soften": False}),
        (("--no-mute",), {"mute": False}),
        (("--contrast", "clahe"), {"contrast": "clahe"}),
        (("--colour-map", "viridis"), {"colour_map": "viridis"}),
        (("--draw-above", "0.25"), {"draw_above": 0.25}),
        (("--alignment", "half-pixel"), {"alignment": "half-pixel"}),
        (("--no-smooth",), {"smooth": False}),
        (("--no-fade",), {"fade": False}),
        (("--opacity", "1"), {"opacity": 1.0}),
        (("--sequence", "t1"), {"sequence": "t1"}),
        (("--inverted",), {"inverted": True}),
        (("--fuse", "max"), {"fusion": "max"}),
    ],
)
def test_an_option_changes_the_field_of_its_name(words: tuple[str, ...], changes: dict[str, Any]) -> None:
    assert appearance_of(_parser().parse_args(words)) == replace(Appearance(), **changes)


def test_the_help_says_every_fields_words_and_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")  # so that no line is broken at a hyphen
    text = " ".join(_parser().format_help().split())
    assert "opacity of the strongest heat, from 0 to 1 (default: 0.6)" in text
    assert "(default: --smooth)" in text
    assert "(default: --no-inverted)" in text
    assert "None" not in text
