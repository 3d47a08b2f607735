"""Beside a network that names no sequence of MR nothing is told to stand in for one of the program's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from xaiviewer.case import as_told
from xaiviewer.requests import Channel
from xaiviewer.review.series import Offered
from xaiviewer.ui.kit import null_wording, sequence_words, series_words
from xaiviewer.ui.views.view_words import in_words

CHANNELS = (Channel("main sequence (1)"), Channel("main sequence (2)"))


def unnamed(fakes: Any) -> Any:
    """A case of one picture of which nothing says what it shows."""
    case = fakes.make_case("one")
    flair = replace(case.volume("flair"), name="picture_7")
    return replace(case, volumes=tuple(flair if each.sequence == "flair" else each for each in case.volumes))


def test_nulls_and_channels_are_told_of_the_picture(fakes: Any) -> None:
    case = as_told(unnamed(fakes), CHANNELS)
    assert null_wording.null_name("brightness: flair", case) == "the brightness of the picture"
    assert sequence_words.channel(case, "main sequence (2)", "main sequence (2)") == "Picture (2)"
    assert sequence_words.channel(case, "red", "red") == "red"


def test_a_series_is_what_the_network_sees_or_nothing_to_it(fakes: Any) -> None:
    case = as_told(unnamed(fakes), CHANNELS)
    seen, other = (cast("Offered", SimpleNamespace(sequences=(key,))) for key in ("flair", "t1"))
    assert (series_words.use(seen, case), series_words.use_in_short(seen, case)) == ("what the network sees", "seen")
    assert series_words.use(other, case) == ""


@pytest.mark.slow
def test_a_view_in_words_names_no_sequence(build: Any, fakes: Any, qtbot: QtBot) -> None:
    window = build(unnamed(fakes), analyser={"says": {"inputs": CHANNELS}})
    window.review.shelf.open_paths([Path("all")])
    shown = window.review.shown
    qtbot.waitUntil(lambda: shown.state.complete, timeout=20_000)
    words = in_words(shown.state, of_heat=False, window="", said=())
    assert "Picture" in words
    assert "FLAIR" not in words
