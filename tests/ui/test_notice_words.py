"""What is said of a case and its files, in the reader's language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from xaiviewer.codes import code_of
from xaiviewer.requests.notice import notice
from xaiviewer.ui.bars.notices import NoticeButton
from xaiviewer.ui.dialogs.skipped_dialog import SkippedDialog
from xaiviewer.ui.kit import notice_words
from xaiviewer.ui.language import refusals
from xaiviewer.ui.language.elsewhere.cases import SAID, WORDS
from xaiviewer.ui.language.refusals import translated

NO_FLAIR = "No series is recognised as FLAIR; {name}{kind} stands in its place{also}. "
UNTRAINED = (
    "{stands}The networks were not trained on that: name FLAIR under “Sequences and masks” (--sequences) if it is "
    "there."
)
PACKED = "{path} is compressed with {name}, which cannot be decoded here; export it uncompressed."
GERMAN = {
    NO_FLAIR: "Kein FLAIR; {name}{kind} steht dafür{also}. ",
    UNTRAINED: "{stands}Wählen Sie FLAIR.",
    ", recognised as {kind},": ", erkannt als {kind},",
    " and in place of {absent}": " und für {absent}",
    "T1 and T1 + contrast": "T1 und T1 + contrast",
    "{total} {noun} missing and left black: {listed}; look for the files.": "{total} {noun} schwarz ({listed}).",
    "slices are": "Schichten sind",
    "{count} between {label} and {label2}": "{count} zwischen {label} und {label2}",
    "{named} {verb} not acquired: nothing is analysed, scored or counted there.": "{named} {verb} nicht aufgenommen.",
    "Slices {which}": "Schichten {which}",
    "{number} to {number2}": "{number} bis {number2}",
    "{numbers} and {number}": "{numbers} und {number}",
    "were": "wurden",
    "The slice numbers have gaps: {listed} missing; neighbouring slices there are not neighbours.": "Lücken: {listed}.",
    "Mask left out: {error}": "Ohne Maske: {error}",
    PACKED: "{path} ist mit {name} komprimiert.",
    "an empty file": "eine leere Datei",
    "The head spans only {pixels} pixels; {verb} at least {least}.": "Nur {pixels} Pixel; {verb} {least}.",
    "the networks were trained on": "trainiert mit",
    "{mask} holds no voxel at all, as if there were no lesion: {remedy}.": "{mask} ist leer: {remedy}.",
    "look whether it is the right one under “Sequences and masks” (--mask)": "prüfen",
    "No series was recognised as {main}: {name}{kind} stands in its place.": "Kein {main}: {name}{kind} dafür.",
}
PAIRS = {
    NO_FLAIR.format(name="5 (AX T2, fast)", kind=", recognised as T2,", also=" and in place of T1 and T1 + contrast")
    + UNTRAINED.format(stands=""): (
        "Kein FLAIR; 5 (AX T2, fast), erkannt als T2, steht dafür und für T1 und T1 + contrast. Wählen Sie FLAIR."
    ),
    "2 slices are missing and left black: 1 between a 1.dcm and a 3.dcm, 1 between a 4.dcm and a 6.dcm; look for the "
    "files.": "2 Schichten sind schwarz (1 zwischen a 1.dcm und a 3.dcm, 1 zwischen a 4.dcm und a 6.dcm).",
    "Slices 3, 7 to 9 and 12 were not acquired: nothing is analysed, scored or counted there.": (
        "Schichten 3, 7 bis 9 und 12 wurden nicht aufgenommen."
    ),
    f"Mask left out: {PACKED.format(path='/b c/d.dcm', name='JPEG 2000')}": (
        "Ohne Maske: /b c/d.dcm ist mit JPEG 2000 komprimiert."
    ),
    "The mask a holds no voxel at all, as if there were no lesion: look whether it is the right one under “Sequences "
    "and masks” (--mask). No series was recognised as FLAIR: b, recognised as T2, stands in its place.": (
        "The mask a ist leer: prüfen. Kein FLAIR: b, erkannt als T2, dafür."
    ),
}


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader's language of these few texts."""
    for module in (refusals, notice_words):
        monkeypatch.setattr(module, "tr", lambda text: GERMAN.get(text, text))


@pytest.mark.parametrize("sentence", PAIRS)
def test_sentences_that_hold_others_are_translated_as_a_whole(sentence: str, german: None) -> None:
    assert translated(sentence) == PAIRS[sentence]


@pytest.mark.parametrize("sentence", PAIRS)
def test_english_keeps_the_words_of_whoever_read_the_files(sentence: str) -> None:
    assert notice_words.told(sentence) == sentence


def test_what_stands_above_is_in_the_lists() -> None:
    ours = {text for text in GERMAN if not text.startswith(("The head", "the networks"))}
    assert ours <= {*SAID, *WORDS}


def test_a_notice_is_told_by_its_parts(german: None) -> None:
    said = notice(
        "The head spans only {pixels} pixels; {verb} at least {least}.",
        pixels="31",
        verb="the networks were trained on",
        least="60",
    )
    assert notice_words.told(said) == "Nur 31 Pixel; trainiert mit 60."


def test_a_file_that_was_left_out_is_told_without_its_name(german: None) -> None:
    path = Path("/a b/c.dcm")
    reason = PACKED.format(path="", name="JPEG 2000").strip()
    assert notice_words.skipped(path, reason) == "ist mit JPEG 2000 komprimiert."
    assert notice_words.skipped(path, "an empty file") == "eine leere Datei"
    assert notice_words.skipped(path, "something else") == "something else"


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")  # of popups
def test_the_list_of_notices_keeps_the_code_of_what_it_translates(qtbot: QtBot, german: None) -> None:
    button = NoticeButton()
    qtbot.addWidget(button)
    sentence = "Slices 1 and 2 were not acquired: nothing is analysed, scored or counted there."
    button.set_notices((sentence,))
    button.open()
    assert button.popup is not None
    told = [each.text() for each in button.popup.findChildren(QLabel)]
    assert f"Schichten 1 und 2 wurden nicht aufgenommen. [{code_of(sentence)}]" in told
    button.popup.close()


@pytest.mark.slow
def test_the_list_of_skipped_files_tells_and_offers_reasons_in_the_readers_language(
    qtbot: QtBot, german: None, fakes: Any
) -> None:
    dialog = SkippedDialog([fakes.FakeSkipped(Path("/a/b.dcm"), "an empty file")])
    qtbot.addWidget(dialog)
    assert dialog.model.line(0)[2] == "eine leere Datei"
    assert dialog.reasons.itemText(1) == "eine leere Datei (1)"
    dialog.reasons.setCurrentIndex(1)
    assert dialog.model.rowCount() == 1
