from __future__ import annotations

import logging
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from xaiviewer.case import Geometry
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.window_level import WindowLevel
from xaiviewer.requests import MEASURES, Favourite
from xaiviewer.ui.kit import bearings, favourite_words, theme, wording
from xaiviewer.ui.panels.agreement.curve import axis_top
from xaiviewer.ui.start.failures import Failures
from xaiviewer.ui.start.latency import Heartbeat, measure_latency
from xaiviewer.ui.start.log import start_log
from xaiviewer.ui.views.colour_bar import ends
from xaiviewer.ui.views.drags import dragged
from xaiviewer.ui.views.outlines import Outlines
from xaiviewer.ui.views.viewport import Viewport
from xaiviewer.ui.window import MainWindow

_place = st.floats(0, 500)


@given(at=st.tuples(_place, _place), factors=st.lists(st.floats(0.3, 3), min_size=1, max_size=8))
def test_zooming_keeps_the_place_under_the_pointer(at: tuple[float, float], factors: list[float]) -> None:
    viewport = Viewport()
    viewport.fit(256, 200, 1.5)
    point = QPointF(*at)
    inverse, _ = viewport.transform(500, 400).inverted()
    before = inverse.map(point)
    for factor in factors:
        viewport.zoom_by(factor, point, 500, 400)
    inverse, _ = viewport.transform(500, 400).inverted()
    after = inverse.map(point)
    assert abs(after.x() - before.x()) + abs(after.y() - before.y()) < 1e-6


def test_zoom_one_fits_the_region_and_keeps_its_shape() -> None:
    viewport = Viewport()
    viewport.fit(100, 100, 2.0, QRectF(20, 30, 40, 50))
    transform = viewport.transform(400, 300)
    corner, opposite = transform.map(QPointF(19.5, 29.5)), transform.map(QPointF(59.5, 79.5))
    assert (corner.y(), opposite.y()) == (pytest.approx(0), pytest.approx(300))
    assert (corner.x() + opposite.x()) / 2 == pytest.approx(200)
    assert (opposite.x() - corner.x()) / 40 * 2 == pytest.approx((opposite.y() - corner.y()) / 50)


def test_the_probe_is_nowhere_outside_the_slice() -> None:
    viewport = Viewport()
    viewport.fit(10, 10)
    viewport.set_probe(QPointF(3, 3))
    assert viewport.probe is not None
    viewport.set_probe(QPointF(9.6, 3))
    assert viewport.probe is None


def test_dragging_right_widens_and_down_darkens() -> None:
    window = WindowLevel(100, 50)
    assert dragged(window, QPointF(50, 0)).width > 50
    assert dragged(window, QPointF(0, 30)).centre > 100
    assert dragged(window, QPointF(-10_000, 0)).width > 0


@pytest.mark.parametrize(("value", "text"), [(1.0, "> 99.9 %"), (0.0, "< 0.1 %"), (0.873, "87.3 %")])
def test_a_probability_is_never_rounded_to_certainty(value: float, text: str) -> None:
    assert wording.percent(value) == text


def test_letters_are_shown_only_where_the_files_say_so() -> None:
    assert bearings.orientation(Geometry()) is None
    assert bearings.orientation(Geometry(np.diag([0.5, 0.5, 3, 1]), known=True)) == ("R", "L", "A", "P")
    assert bearings.orientation(Geometry(np.diag([-0.5, 0.5, 3, 1]), known=True)) == ("L", "R", "A", "P")
    sagittal = np.array([[0, 0, 3, 0], [1, 0, 0, 0], [0, -1, 0, 0], [0, 0, 0, 1]], dtype=float)
    assert bearings.orientation(Geometry(sagittal, known=True)) == ("A", "P", "S", "I")


def test_a_position_is_told_in_patient_directions() -> None:
    affine = np.array([[1, 0, 0, -20], [0, 1, 0, 10], [0, 0, 5, -30], [0, 0, 0, 1]], dtype=float)
    assert bearings.patient_position(Geometry(affine, known=True), 3, 4, 5) == "R 16.0, P 13.0, I 5.0 mm"
    assert bearings.patient_position(Geometry(), 3, 4, 5) == ""


def test_the_colour_bar_says_what_its_ends_mean() -> None:
    assert wording.colour_bar_meaning(Appearance(), "tumour") == ("none", "evidence for tumour")
    assert wording.colour_bar_meaning(Appearance(polarity="signed"), "tumour") == ("against tumour", "for tumour")


def test_the_colour_bar_has_numbers_only_where_a_value_has_one_colour() -> None:
    assert ends(Appearance(), 0.25) == ("0", "0.25")
    assert ends(Appearance(polarity="signed"), 0.25) == ("−0.25", "0.25")
    assert ends(Appearance(contrast="stretch"), 0.25) == ("0", "0.25")  # the colours are stretched, not the numbers
    assert ends(Appearance(contrast="clahe"), 0.25) == ("", "")
    assert ends(Appearance(), None) == ("", "")


def test_the_layers_method_is_told_with_its_numbers_or_not_at_all(fakes: Any) -> None:
    case, layer = fakes.make_case("one"), fakes.made_up_layers()[0]
    best = fakes.favourite_of(layer, "layer-cam", 0.31, null=0.11)
    told = favourite_words.reason(best, case, chosen=True)
    assert told.startswith("In this layer 0.31 of the LayerCAM map lies in clinicians' masks, +0.20 more than the b")
    assert "22 patients" in told
    assert favourite_words.title(best, explained=False) == "Best for this layer (LayerCAM)"
    assert favourite_words.title(best, explained=True) == "Chosen per layer (LayerCAM)"
    unmeasured = Favourite("layer-cam", math.nan, math.nan, 0)
    assert "not measured" in favourite_words.reason(unmeasured, case, chosen=True)
    assert favourite_words.reason(unmeasured, case, chosen=False) == ""
    assert favourite_words.title(unmeasured, explained=False) == "Default (LayerCAM)"
    assert favourite_words.reason(None, case, chosen=True) == ""


def test_where_no_method_beats_a_null_it_is_said_and_none_is_called_best(fakes: Any) -> None:
    case, layer = fakes.make_case("one"), fakes.made_up_layers()[0]
    nearest = fakes.favourite_of(layer, "layer-cam", 0.31, null=0.41)
    told = favourite_words.reason(nearest, case, chosen=True)
    assert told.startswith("No method beats the brightness of FLAIR in this layer; LayerCAM comes nearest (−0.10; ")
    short = favourite_words.reason(nearest, case, chosen=False)
    assert short == "No method beats the brightness of FLAIR in this layer."
    assert "est" not in favourite_words.title(nearest, explained=False).partition("(")[0]


def test_agreement_that_no_null_was_asked_about_is_not_called_best(fakes: Any) -> None:
    agreed = Favourite("layer-cam", 0.31, 0.04, 11)
    told = favourite_words.reason(agreed, fakes.make_case("one"), chosen=True)
    assert "not compared with null models (11 patients)" in told
    assert favourite_words.title(agreed, explained=False) == "Highest agreement (LayerCAM)"


@pytest.mark.parametrize(
    ("null", "peak", "locality", "told"),
    [(0.1, 0.97, 0.9, "whether there is a lesion, and where"),
     (0.1, 0.5, 0.9, "where a lesion is, not whether there is one"),
     (0.7, 0.97, 0.9, "whether there is a lesion, not where"),
     (0.7, 0.5, 0.9, "neither whether there is a lesion nor where"),
     (0.1, 0.97, 0.2, "whether there is a lesion, not where"), (0.1, math.nan, 0.9, "where a lesion is"),
     (0.1, 0.97, math.nan, "whether there is a lesion, and where")],
)  # fmt: skip
def test_a_layer_says_what_its_maps_are_good_for(
    fakes: Any, null: float, peak: float, locality: float, told: str
) -> None:
    layer = fakes.made_up_layers()[0]
    best = replace(fakes.favourite_of(layer, "grad-cam", 0.6, null=null, locality=locality), peak_auroc=peak)
    assert favourite_words.tells(best) == f"This layer shows {told}."
    agreed = Favourite("grad-cam", 0.6, 0.6, 88, 0.97)
    told = "This layer shows whether there is a lesion; where was not compared with null models."
    assert favourite_words.tells(agreed) == told


def test_on_whom_it_was_measured_stands_in_the_tip(fakes: Any) -> None:
    best = fakes.favourite_of(fakes.made_up_layers()[0], "layer-cam", 0.31)
    told = favourite_words.tells_help(best)
    assert "made up, 22 patients and 66 slices, by networks that did not train on them" in told
    assert "Measured on" not in favourite_words.tells_help(None)


def _luminance(red: float, green: float, blue: float) -> float:
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [theme.TEXT, theme.MUTED, theme.FAINT, theme.ACCENT, theme.CAUTION])
@pytest.mark.parametrize("ground", [theme.PANEL, theme.WINDOW])
def test_text_can_be_read_on_its_ground(colour: object, ground: object) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    light, dark = (_luminance(*each.getRgbF()[:3]) for each in (colour, ground))  # type: ignore[attr-defined]
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_measuring_latency_times_every_kind_of_change(window: MainWindow) -> None:
    times = measure_latency(window, changes=2)
    assert set(times) == {"layer", "opacity", "slice", "threshold", "window", "zoom", "crosshair"}
    assert all(len(each) == 2 and min(each) > 0 for each in times.values())


def test_the_heartbeat_finds_a_window_that_does_not_answer(qtbot: QtBot) -> None:
    heartbeat = Heartbeat()
    heartbeat.start()
    qtbot.wait(20)
    end = __import__("time").perf_counter() + 0.2
    while __import__("time").perf_counter() < end:
        pass
    assert heartbeat.stop() >= 0.19


@pytest.mark.logs_warnings
@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size; there is no desktop to hear it
def test_the_unexpected_is_logged_without_its_message_and_shown_once(
    qtbot: QtBot, log_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    failures = Failures(parent)
    start_log()
    with pytest.raises(ValueError, match="Doe") as raised:
        _fail_with("/patients/Doe_Jane/1.tif")
    failures.note(raised.type, raised.tb)
    failures.note(raised.type, raised.tb)
    qtbot.waitUntil(lambda: failures.dialog is not None)
    assert failures.dialog is not None
    failures.dialog.close()
    for handler in logging.getLogger("xaiviewer").handlers:
        handler.flush()
    text = (log_folder / "xaiviewer.log").read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "test_parts.py" in text
    assert "Doe_Jane" not in "".join(line for line in text.splitlines() if "_fail_with(" not in line)  # our own source


def _fail_with(message: str) -> None:
    raise ValueError(message)


def test_the_numbers_of_the_curves_axis_are_round_and_have_room(window: MainWindow) -> None:
    room = window.agreement.curve.place_of(0) - 6
    for highest in (0.0, 0.004, 0.1, 0.11, 0.33, 0.4, 0.55, 0.79, 0.81, 1.0):
        top = axis_top(highest)
        assert highest <= top <= max(0.1, 2 * highest)
        for number in (top, top / 2):
            text = f"{number:g}"
            assert len(text) <= 4
            assert theme.text_width(theme.SMALL, [text]) <= room


def test_scores_that_depend_on_a_threshold_say_which(window: MainWindow) -> None:
    told = {key: wording.score_name(key) for key in MEASURES}
    assert [key for key, name in told.items() if "50 %" in name] == ["iou", "dice"]
    window.review.shown.set_score("iou")
    assert "IoU from 50 % of maximum" in window.agreement.remark.toolTip()
    assert "IoU from 50 % of maximum" in window.agreement.scores.accessibleDescription()
    before = window.agreement.scores.accessibleDescription()
    window.heat.threshold.setValue(80)
    assert window.agreement.scores.accessibleDescription() == before


def test_outlines_are_painted_as_on_the_whole_view(window: MainWindow) -> None:
    state, size = window.review.shown.state, window.slice_frame.view.size()
    for zoom, move in ((1.0, 0), (6.0, 0), (6.0, 4000)):
        window.viewport.reset()
        window.viewport.zoom_by(zoom, QPointF(size.width() / 2, size.height() / 2), size.width(), size.height())
        window.viewport.pan_by(QPointF(move, 0), size.width(), size.height())
        transform = window.viewport.transform(size.width(), size.height())
        pictures = []
        for ratio in (1.0, 1.0 + 1e-9):  # the second is no whole number: the whole view is stroked
            picture = QImage(size, QImage.Format.Format_RGB32)
            picture.fill(0)
            painter = QPainter(picture)
            Outlines(window.renderer).paint(painter, state, transform, size, ratio)
            painter.end()
            pictures.append(picture)
        assert pictures[0] == pictures[1]
        assert (pictures[0].pixelColor(0, 0) == QColor(0, 0, 0)) or zoom > 1
