"""Why a network is not taken, in the reader's language."""

from __future__ import annotations

import string
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from xaiviewer.codes import code_of
from xaiviewer.requests.request import NO_SLICES
from xaiviewer.ui.bars.banner import Banner
from xaiviewer.ui.language import refusals
from xaiviewer.ui.language.elsewhere.refusals import REASONS, REFUSALS
from xaiviewer.ui.language.refusals import translated

GERMAN = {
    "{path} is not taken {why}.": "{path} wird nicht genommen {why}.",
    'as a state dict ({why}); write it with safetensors.torch.save_file(network.state_dict(), "weights.safetensors")': (
        "als State-Dict ({why}); anders schreiben"
    ),
    "it holds no state dict, a mapping from names to tensors": "darin liegt kein State-Dict",
    "The zip {path} is damaged ({why}); get it again.": "({why}) am Zip {path}",
}


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader's language of these few texts."""
    monkeypatch.setattr(refusals, "tr", lambda text: GERMAN.get(text, text))


def fields(text: str) -> Iterator[str]:
    """Names of a text's values."""
    return (name for _, name, _, _ in string.Formatter().parse(text) if name)


@pytest.mark.parametrize("text", [*REFUSALS, *REASONS])
def test_each_comes_back_with_its_values(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    values = {name: f"<{number} {name}>" for number, name in enumerate(fields(text))}
    monkeypatch.setattr(refusals, "tr", lambda found: "|".join((found, *(f"{{{name}}}" for name in fields(found)))))
    assert translated(text.format(**values)) == "|".join((text, *values.values())).format(**values)


def test_a_reason_within_a_sentence_is_translated_as_well(german: None) -> None:
    why = "it holds no state dict, a mapping from names to tensors"
    save = 'safetensors.torch.save_file(network.state_dict(), "weights.safetensors")'
    sentence = f"/nets/mine.pth is not taken as a state dict ({why}); write it with {save}."
    told = "/nets/mine.pth wird nicht genommen als State-Dict (darin liegt kein State-Dict); anders schreiben."
    assert translated(sentence) == told


def test_values_stand_where_the_language_wants_them_and_braces_in_them_are_theirs(german: None) -> None:
    assert translated("The zip /a{b}.zip is damaged (x); get it again.") == "(x) am Zip /a{b}.zip"


def test_what_is_not_known_stays_as_it_is(german: None) -> None:
    assert translated("Something else went wrong.") == "Something else went wrong."


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")  # the banner tells its size
def test_the_banner_keeps_the_code_of_what_it_translates(qtbot: QtBot, german: None) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    sentence = "The zip mine.zip is damaged (cut off); get it again."
    banner.say(sentence)
    assert banner.text.text() == "(cut off) am Zip mine.zip"
    assert banner.code.text() == code_of(sentence)


def test_what_is_not_asked_of_volumes_is_among_them() -> None:
    assert NO_SLICES in REFUSALS
