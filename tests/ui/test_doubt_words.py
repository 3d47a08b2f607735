"""A decision that rests on a stand-in is doubted in the window's language."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from xaiviewer.requests import AnalysisSettings, Channel
from xaiviewer.review import ShownState
from xaiviewer.ui.kit import doubt_words

ENGLISH = "A series recognised as T2 stands in the place of FLAIR. The networks were not trained on that."
GERMAN = {
    "In the place of {sequence} the networks saw a series recognised as {kind}, on which they were not trained.": (
        "Anstelle von {sequence}: {kind}."
    )
}


@pytest.fixture
def state(fakes: Any) -> ShownState:
    case = fakes.make_case("a")
    volumes = tuple(
        replace(each, name="AX T2", kind="T2") if each.sequence == "flair" else each for each in case.volumes
    )
    return ShownState(case=replace(case, volumes=volumes, stand_in=ENGLISH))


def test_english_keeps_the_words_of_whoever_read_the_files(state: ShownState) -> None:
    assert doubt_words.doubted(state) == ENGLISH
    assert doubt_words.doubted(ShownState()) == ""


def test_another_language_says_it_in_its_own(state: ShownState, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubt_words, "tr", lambda text: GERMAN.get(text, text))
    assert doubt_words.doubted(state) == "Anstelle von FLAIR: T2."


def test_it_is_said_of_the_sequence_that_the_network_takes(state: ShownState, fakes: Any) -> None:
    network = fakes.FakeAnalyser()
    assert state.case is not None
    flair = replace(state.case, volumes=tuple(each for each in state.case.volumes if each.sequence == "flair"))
    analysis = network.start(flair, AnalysisSettings())
    inputs = (Channel("T1 + contrast", "t1c", stands_in=True),)
    asked = replace(analysis, description=replace(analysis.description, inputs=inputs))
    assert "in the place of T1 + contrast" in doubt_words.doubted(replace(state, case=flair, analysis=asked))
