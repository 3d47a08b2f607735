"""The real program from `main()` on: a case opens, results appear, choices change the picture, it quits cleanly."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import nibabel
import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from xaiviewer import paths
from xaiviewer.__main__ import main
from xaiviewer.ui.dialogs.sequences_dialog import SequencesDialog
from xaiviewer.ui.start.latency import wait_until
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow

PATIENCE_S = 120.0


@pytest.fixture(autouse=True)
def _tiny_models(models: Path, log_folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(paths, "models", lambda: models)


def started(words: list[str], use: Callable[[MainWindow], None]) -> int:
    """Run the program, let `use` use its window from inside the event loop, close it, and return the exit status."""
    outcome: list[BaseException] = []

    def begin() -> None:
        shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
        if not shown:  # the splash is on the screen first
            QTimer.singleShot(20, begin)
            return
        (window,) = shown
        try:
            use(window)
        except BaseException as error:  # noqa: BLE001 - an assertion inside Qt's loop would only be printed
            outcome.append(error)
        finally:
            window.close()

    QTimer.singleShot(0, begin)
    status = main(words)
    if outcome:
        raise outcome[0]
    return status


def until(done: Callable[[], bool]) -> None:
    assert wait_until(done, PATIENCE_S), "it did not happen in time"


def pixels(view: QWidget) -> NDArray[np.uint8]:
    """What is painted, ``[row, column, colour]``."""
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def test_a_case_opens_and_every_choice_changes_the_picture(qapp: QApplication, small_case_folder: Path):
    def use(window: MainWindow) -> None:
        review, view = window.review, window.heat_frame.view
        until(lambda: review.shown.state.complete and review.work.state.task is None)
        assert review.shown.state.case is not None
        assert review.shown.state.case.name == "small"
        assert review.shown.state.analysis is not None
        assert len(review.shown.state.analysis.layers) == 102
        assert sorted(review.shown.state.analysis.slices) == [0, 1, 2, 3]

        review.shown.show_slice(1)
        review.shown.set_method("layer-cam")
        review.shown.show_layer(3)
        review.shown.set_opacity(1.0)
        early = pixels(view)
        assert len(np.unique(early.reshape(-1, 3), axis=0)) > 50, "nothing but the background is painted"
        review.shown.show_layer(40)
        assert not np.array_equal(pixels(view), early)
        review.shown.show_layer(3)
        assert np.array_equal(pixels(view), early), "the same choices must paint the same picture"
        review.shown.set_opacity(0.2)
        assert not np.array_equal(pixels(view), early)
        review.shown.set_opacity(1.0)
        review.shown.show_slice(2)
        assert not np.array_equal(pixels(view), early)

    assert started([str(small_case_folder)], use) == 0


def test_keys_do_what_the_buttons_do(qapp: QApplication, small_case_folder: Path):
    def use(window: MainWindow) -> None:
        review = window.review
        until(lambda: review.shown.state.complete)
        window.activateWindow()
        until(window.isActiveWindow)
        place, layer = review.shown.state.slice_index, review.shown.state.layer
        QTest.keyClick(window, Qt.Key.Key_Up)
        assert review.shown.state.slice_index == max(place - 1, 0)
        QTest.keyClick(window, Qt.Key.Key_Left)
        assert review.shown.state.layer == layer - 1
        QTest.keyClick(window, Qt.Key.Key_S)
        assert not review.shown.state.appearance.mask

    assert started([str(small_case_folder)], use) == 0


def test_closing_in_the_middle_of_the_analysis_ends_everything(qapp: QApplication, small_case_folder: Path):
    def use(window: MainWindow) -> None:
        until(lambda: window.review.work.state.task is not None)

    assert started([str(small_case_folder)], use) == 0
    until(lambda: not [thread for thread in threading.enumerate() if thread.name.startswith("xaiviewer")])


def test_what_cannot_be_opened_is_said_in_the_window(qapp: QApplication, tmp_path: Path):
    def use(window: MainWindow) -> None:
        until(window.banner.isVisible)
        assert window.review.shown.state.case is None

    empty = tmp_path / "nothing here"
    empty.mkdir()
    assert started([str(empty)], use) == 0


@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size; there is no desktop to hear it
def test_another_series_and_other_labels_are_read_and_analysed_again(qapp: QApplication, tmp_path: Path):
    folder = tmp_path / "sub-1"
    folder.mkdir()
    affine = np.diag([-1.0, -1.0, 3.0, 1.0])  # RAS; columns towards left, rows towards posterior
    random = np.random.default_rng(3)
    for name in ("flair", "t1", "t2"):
        values = random.integers(0, 900, (40, 48, 3)).astype(np.int16)
        nibabel.save(nibabel.Nifti1Image(values, affine), folder / f"sub-1_{name}.nii.gz")
    labels = np.zeros((40, 48, 3), dtype=np.uint8)
    labels[10:20, 10:20, 1], labels[20:24, 10:20, 1] = 1, 2
    nibabel.save(nibabel.Nifti1Image(labels, affine), folder / "sub-1_seg.nii.gz")

    def use(window: MainWindow) -> None:
        review = window.review
        until(lambda: review.shown.state.complete and review.work.state.task is None)
        case = review.shown.state.case
        assert case is not None
        assert case.mask is not None
        assert int(case.mask.voxels.sum()) == 140
        assert [volume.sequence for volume in case.volumes] == ["t1", "flair"]
        window.dialogs.show_sequences()
        dialog = window.dialogs.open_dialog
        assert isinstance(dialog, SequencesDialog)
        dialog.sequences["t1c"].set_current("sub-1_t2")
        dialog.masks.labels.item(1).setCheckState(Qt.CheckState.Unchecked)
        dialog.accept_button.click()
        until(lambda: review.shown.state.complete and review.work.state.task is None)
        again = review.shown.state.case
        assert again is not None
        assert again.mask is not None
        assert int(again.mask.voxels.sum()) == 100
        assert len(again.volumes) == 3
        assert window.top.about.text().startswith("3 slices  ·  40 × 48  ·  1 × 1 × 3 mm")

    assert started([str(folder)], use) == 0


def test_missing_networks_are_said_in_the_window_and_the_slices_stay(
    qapp: QApplication, small_case_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(paths, "models", lambda: tmp_path / "no models")

    def use(window: MainWindow) -> None:
        until(window.banner.isVisible)
        assert window.review.shown.state.case is not None

    assert started([str(small_case_folder)], use) == 0
