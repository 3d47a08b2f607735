"""Beside a network that names no sequence of MR nothing is told to stand in for one of the program's own."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.test_own_networks import FakeOwn
from xaiviewer.case import as_told
from xaiviewer.requests import Channel
from xaiviewer.review.series import Offered
from xaiviewer.ui.kit import doubt_words, null_wording, sequence_words, series_words
from xaiviewer.ui.networks.choosing import OWN
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


@pytest.mark.slow
def test_until_an_own_network_is_known_nothing_is_said_to_stand_in_for_another(
    build: Any, fakes: Any, qtbot: QtBot
) -> None:
    case, loading = unnamed(fakes), threading.Event()
    own = FakeOwn(lambda: loading.wait(20) and fakes.FakeAnalyser(size=64), opened="mine")
    window = build(replace(case, stand_in="A series stands in the place of FLAIR."), networks=own.load, own=own)
    window.networks.begin()
    window.review.shelf.open_paths([Path("all")])
    shown, choice = window.review.shown, window.heat_frame.sequences
    assert choice.button("t1c").isHidden()  # nobody knows whether the network takes it
    qtbot.waitUntil(lambda: shown.state.case is not None, timeout=20_000)
    assert shown.state.analysis is None
    assert (choice.button("flair").text(), choice.button("flair").toolTip()) == ("Picture", "picture_7")
    assert doubt_words.doubted(shown.state) == ""
    loading.set()
    qtbot.waitUntil(lambda: shown.state.complete, timeout=20_000)
    assert choice.button("flair").text().endswith("for FLAIR")
    window.networks.use(OWN)
    assert not shown.state.own_network
