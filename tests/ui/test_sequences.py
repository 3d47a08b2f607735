from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from xaiviewer.case import AUTOMATIC, Case, Choices, Contents, Geometry, Mask
from xaiviewer.errors import ReadError
from xaiviewer.review.derived.sources import doubt, settled
from xaiviewer.ui.dialogs.sequences_dialog import SequencesDialog
from xaiviewer.ui.kit import bearings
from xaiviewer.ui.window import MainWindow

Build = Callable[..., MainWindow]

# A dialog tells its size; there is no desktop to hear it.
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support")]


@pytest.fixture
def study(fakes: Any) -> Any:
    return fakes.with_contents(fakes.make_case("study", known=True))


@pytest.fixture
def opened(build: Build, qtbot: QtBot, study: Any, fakes: Any) -> MainWindow:
    """A window with that case, analysed, and another one in the list."""
    window = build(study, fakes.make_case("other"))
    window.review.shelf.open_paths([Path("all")])
    _rest(window, qtbot)
    return window


def _rest(window: MainWindow, qtbot: QtBot) -> None:
    review = window.review
    qtbot.waitUntil(lambda: review.shown.state.complete and review.work.state.task is None, timeout=20_000)


def _dialog(window: MainWindow) -> SequencesDialog:
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_E)
    dialog = window.dialogs.open_dialog
    assert isinstance(dialog, SequencesDialog)
    return dialog


def _column(dialog: SequencesDialog, number: int) -> list[str]:
    return [dialog.model.line(line)[number] for line in range(dialog.model.rowCount())]


def test_the_dialog_lists_the_series_and_how_they_were_recognised(opened: MainWindow) -> None:
    dialog = _dialog(opened)
    assert _column(dialog, 0) == ["", "T1", "FLAIR", "", "T1 + C"]
    assert _column(dialog, 1)[2] == "4 · AX FLAIR"
    assert _column(dialog, 2) == ["localiser", "T1", "FLAIR", "T2", "T1 + contrast"]
    assert _column(dialog, 4)[0] == "32 × 32 × 3"
    assert _column(dialog, 5)[1] == "1 × 1 × 5"
    assert _column(dialog, 6)[:2] == ["sagittal", "axial"]
    assert _column(dialog, 7)[1] == "6"
    assert [each.currentData() for each in dialog.sequences.values()] == ["2", "4", "7"]
    assert dialog.masks.segments == (1, 2, 4)
    dialog.reject()


def test_cancel_changes_nothing(opened: MainWindow, qtbot: QtBot) -> None:
    before = opened.review.shown.state
    dialog = _dialog(opened)
    dialog.sequences["t1"].set_current("")
    dialog.masks.masks.set_current("")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert opened.dialogs.open_dialog is None
    assert opened.review.shown.state is before


def test_accepting_without_a_change_reads_nothing(opened: MainWindow) -> None:
    before = opened.review.shown.state
    _dialog(opened).accept_button.click()
    assert opened.review.shown.state is before


def test_other_choices_are_read_and_analysed(opened: MainWindow, qtbot: QtBot) -> None:
    dialog = _dialog(opened)
    dialog.sequences["t1"].set_current("")
    assert dialog.reasons["t1"].text() == "Left out, though 2 · AX T1 looks like it"
    dialog.masks.labels.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.masks.about.text() == "2 of 3 labels, shown as one outline"
    dialog.accept_button.click()
    _rest(opened, qtbot)
    state = opened.review.shown.state
    assert state.case is not None
    assert [volume.sequence for volume in state.case.volumes] == ["flair", "t1c"]
    assert state.choices.segments == (1, 4)
    assert "necrotic core, enhancing tumour" in opened.slice_frame.controls.clinician.toolTip()
    again = _dialog(opened)
    assert again.sequences["t1"].currentData() == ""
    assert again.masks.segments == (1, 4)
    again.automatic.click()
    assert again.now() == settled(state.contents, Choices())
    again.reject()


def test_a_mask_without_any_label_cannot_be_used(opened: MainWindow) -> None:
    dialog = _dialog(opened)
    for number in range(3):
        dialog.masks.labels.item(number).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.accept_button.isEnabled()
    dialog.accept()
    assert dialog.isVisible()
    dialog.masks.masks.set_current("")
    assert dialog.accept_button.isEnabled()
    assert not dialog.masks.labels.isVisible()
    dialog.masks.masks.set_current("seg-10")
    assert dialog.masks.segments == (1,)
    dialog.reject()


def test_the_mask_in_use_is_shown_as_it_was_read(opened: MainWindow, qtbot: QtBot) -> None:
    case = opened.review.shown.state.case
    assert case is not None
    assert case.mask is not None
    areas = case.mask.areas_px
    most = int(np.argmax(areas))
    dialog = _dialog(opened)
    result = dialog.masks.result
    assert f"{areas.sum():,} voxels on {np.count_nonzero(areas)} of {len(areas)} slices" in result.words.text()
    assert f"most on slice {most + 1} ({areas[most]})" in result.words.text()
    assert result.bars.said_of(most) == f"Slice {most + 1}: {areas[most]} voxels"
    assert result.bars.said_of(most) in result.bars.accessibleDescription()
    assert result.thumbnail.index == most
    assert result.thumbnail.isVisible()
    picture = result.thumbnail.grab().toImage()
    colours = {picture.pixelColor(column, row).name() for column in range(96) for row in range(96)}
    assert len(colours) > 10
    dialog.masks.labels.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert "once it is used" in result.words.text()
    assert not result.bars.isVisible()
    dialog.masks.masks.set_current("")
    assert not result.isVisible()
    dialog.reject()


def test_how_values_were_read_and_what_speaks_against_them_is_told(qtbot: QtBot, study: Any) -> None:
    doubted = replace(study.mask, meaning="probabilities, cut at 127 of 255", doubt="It covers 97% of the head.")
    case = replace(study, mask=doubted)
    dialog = SequencesDialog(case.contents, case.choices, case=case)
    qtbot.addWidget(dialog)
    assert dialog.masks.result.words.text().startswith("Read as probabilities, cut at 127 of 255. ")
    assert dialog.masks.result.doubt.text() == doubted.doubt
    assert doubt(case) == doubted.doubt
    empty = replace(case, mask=Mask(np.zeros_like(doubted.voxels), doubted.drawn, "no label"))
    shown = SequencesDialog(empty.contents, empty.choices, case=empty)
    qtbot.addWidget(shown)
    assert shown.masks.result.words.text() == "Read as no label. No voxel on any slice."


def test_a_doubted_mask_is_told_once_and_offers_the_dialog(build: Build, qtbot: QtBot, study: Any) -> None:
    case = replace(study, mask=replace(study.mask, doubt="It covers 97% of the head."))
    window = build(case)
    window.review.shelf.open_paths([Path("all")])
    _rest(window, qtbot)
    assert "97% of the head" in window.banner.text.text()
    assert not window.banner.leaving.isActive()  # until the reader closes it
    window.banner.button.click()
    assert isinstance(window.dialogs.open_dialog, SequencesDialog)
    window.dialogs.open_dialog.reject()


def test_series_that_cannot_lie_on_one_grid_cannot_be_used_together(qtbot: QtBot, fakes: Any) -> None:
    nowhere = Geometry()
    series = (
        fakes.make_series("1", "FLAIR", nowhere, (6, 64, 64)),
        fakes.make_series("2", "T1", nowhere, (6, 32, 32)),
    )
    dialog = SequencesDialog(Contents("c", Path("c"), series), Choices())
    qtbot.addWidget(dialog)
    assert dialog.sequences["t1"].currentData() == ""
    assert dialog.accept_button.isEnabled()
    dialog.sequences["t1"].set_current("2")
    assert not dialog.accept_button.isEnabled()
    assert "one size" in dialog.reasons["t1"].text()


def test_another_case_underneath_closes_the_dialog(opened: MainWindow, qtbot: QtBot) -> None:
    dialog = _dialog(opened)
    opened.review.shelf.choose(Path("other"))
    assert opened.dialogs.open_dialog is None
    assert not dialog.isVisible()
    _rest(opened, qtbot)
    assert not opened.top.sequences.isVisible()
    QTest.keyClick(opened, Qt.Key.Key_E)
    assert opened.dialogs.open_dialog is None


def test_every_control_of_the_dialog_can_be_reached_and_has_a_name(opened: MainWindow) -> None:
    dialog = _dialog(opened)
    controls = [*dialog.sequences.values(), dialog.view, dialog.masks.masks, dialog.masks.labels]
    assert all(each.accessibleName() for each in controls)
    buttons = [dialog.automatic, dialog.cancel, dialog.accept_button]
    assert all(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in (*controls, *buttons))
    dialog.reject()


def test_an_unsure_recognition_is_told_once_and_offers_the_dialog(build: Build, qtbot: QtBot, fakes: Any) -> None:
    grid = Geometry(np.eye(4), known=True)
    series = tuple(fakes.make_series(str(number), name, grid, (6, 64, 64)) for number, name in enumerate(("x", "y")))
    contents = Contents("odd", Path("odd"), series)
    case = replace(fakes.make_case("odd", known=True), contents=contents, mask=None)
    reader = fakes.FakeReader(case, fakes.make_case("other"))
    plain, unsure = reader.load_case, replace(case, choices=settled(contents, Choices()), stand_in="Another stands in.")
    reader.load_case = lambda path, *given, **options: unsure if path.name == "odd" else plain(path, *given, **options)
    window = build(reader=reader)
    window.banner.leaving.setInterval(3_600_000)  # a slow machine is no reason to be done with it
    window.review.shelf.open_paths([Path("odd"), Path("other")])
    _rest(window, qtbot)
    assert "No series was recognised as FLAIR" in window.banner.text.text()
    assert window.banner.leaving.isActive()  # titles, the decision and the notices go on saying it
    window.banner.button.click()
    assert isinstance(window.dialogs.open_dialog, SequencesDialog)
    window.dialogs.open_dialog.reject()
    for name in ("other", "odd"):
        window.review.shelf.choose(Path(name))
        _rest(window, qtbot)
        assert not window.banner.isVisible()


def test_a_case_that_cannot_be_read_can_be_looked_into(build: Build, qtbot: QtBot, study: Any, fakes: Any) -> None:
    window = build(reader=_failing_unless_chosen(fakes, study))
    review = window.review
    review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: window.banner.isVisible() and review.work.state.task is None)
    window.dialogs.show_sequences()
    dialog = _opened_dialog(window, qtbot)
    dialog.sequences["flair"].set_current("5")
    dialog.accept_button.click()
    _rest(window, qtbot)
    assert dict(review.shown.state.choices.sequences)["flair"] == "5"


def test_a_case_that_gave_way_to_the_open_one_can_be_looked_into(
    build: Build, qtbot: QtBot, study: Any, fakes: Any
) -> None:
    window = build(reader=_failing_unless_chosen(fakes, fakes.make_case("other"), study))
    review = window.review
    review.shelf.open_paths([Path("all")])
    _rest(window, qtbot)
    window.viewport.zoom_by(2, QPointF(9, 9), 100, 100)
    for press in ("cancel", "accept_button"):
        review.shelf.choose(Path("study"))
        qtbot.waitUntil(window.banner.isVisible)
        _rest(window, qtbot)
        assert window.banner.text.text() == "nothing fits; choose a series."
        assert review.shelf.state.current == Path("other")
        assert window.slice_frame.title.text() == "Slice 3 of 6"
        assert window.viewport.zoom == 2
        window.banner.button.click()
        dialog = _opened_dialog(window, qtbot)
        assert "study" in [each.text() for each in dialog.findChildren(QLabel)]
        dialog.sequences["flair"].set_current("5")
        getattr(dialog, press).click()
        _rest(window, qtbot)
        assert review.shelf.state.current == Path("other" if press == "cancel" else "study")
        assert not window.banner.isVisible()


def _failing_unless_chosen(fakes: Any, *cases: Case) -> Any:
    """A reader of the cases that can read the study where its series were chosen alone."""
    reader = fakes.FakeReader(*cases)
    plain = reader.load_case

    def load_case(path: Path, choices: Choices, **options: Any) -> Any:
        if path.name == "study" and choices == AUTOMATIC:
            raise ReadError("nothing fits; choose a series.")
        return plain(path, choices, **options)

    reader.load_case = load_case
    return reader


def _opened_dialog(window: MainWindow, qtbot: QtBot) -> SequencesDialog:
    qtbot.waitUntil(lambda: isinstance(window.dialogs.open_dialog, SequencesDialog))
    dialog = window.dialogs.open_dialog
    assert isinstance(dialog, SequencesDialog)
    return dialog


def test_keys_nought_and_one_set_the_automatic_and_the_files_window(opened: MainWindow) -> None:
    view = opened.slice_frame.view
    assert view.window_words().startswith("automatic\nW")
    QTest.keyClick(opened, Qt.Key.Key_1)
    assert view.window_words() == "the file's own\nW 120   C 90"
    QTest.keyClick(opened, Qt.Key.Key_0)
    assert view.window_words().startswith("automatic\nW")


def test_letters_and_positions_need_more_than_a_spacing() -> None:
    spaced = Geometry(np.diag([0.9375, 0.9375, 5, 1]), known=True, oriented=False)
    assert bearings.orientation(spaced) is None
    assert bearings.patient_position(spaced, 1, 2, 3) == ""
    assert bearings.spacing(spaced) == "0.938 × 0.938 × 5 mm"
    assert bearings.spacing(Geometry()) == ""
