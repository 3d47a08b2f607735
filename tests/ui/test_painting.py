"""Painted views against stored ones. Text is left out: fonts differ between machines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from xaiviewer.review import LayerSelection
from xaiviewer.ui.views.slice_view import SliceView
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow

Compare = Callable[[QImage, str], None]
_SIDE = 240


def _paint(widget: QWidget) -> QImage:
    """The widget alone, at a fixed size, one pixel per pixel."""
    picture = QImage(widget.size(), QImage.Format.Format_RGB32)
    picture.fill(0)
    widget.render(picture)
    return picture


def _view(window: MainWindow, role: str) -> SliceView:
    view = window.slice_frame.view if role == "slice" else window.heat_frame.view
    view.setFixedSize(_SIDE, _SIDE)
    view.set_annotated(on=False)
    return view


@pytest.mark.parametrize(
    ("name", "role", "change"),
    [
        ("slice", "slice", lambda w: None),
        (
            "slice_inverted_without_outlines",
            "slice",
            lambda w: (w.toggle_inverted(), w.toggle_mask(), w.toggle_model()),
        ),
        ("heat_first_layer", "heat", lambda w: w.show_layer(0)),
        ("heat_last_layer", "heat", lambda w: w.show_layer(101)),
        (
            "heat_signed_above_threshold",
            "heat",
            lambda w: w.set_appearance(replace(w.state.appearance, polarity="signed", draw_above=0.3)),
        ),
        (
            "heat_cells_half_pixel_viridis",
            "heat",
            lambda w: w.set_appearance(
                replace(w.state.appearance, smooth=False, alignment="half-pixel", colour_map="viridis")
            ),
        ),
        (
            "heat_fused_stage",
            "heat",
            lambda w: (
                w.select_layers(LayerSelection("group")),
                w.set_appearance(replace(w.state.appearance, fusion="max")),
            ),
        ),
        ("heat_without_tumour", "heat", lambda w: w.show_slice(0)),
    ],
)
def test_a_view_is_painted_as_before(
    window: MainWindow, compare: Compare, name: str, role: str, change: Callable[..., object]
) -> None:
    change(window.review.shown)
    compare(_paint(_view(window, role)), name)


def test_the_views_follow_zoom_together(window: MainWindow, compare: Compare) -> None:
    view = _view(window, "slice")
    window.viewport.zoom_by(3, view.rect().toRectF().center(), _SIDE, _SIDE)
    compare(_paint(view), "slice_zoomed")


def _pixels(picture: QImage) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    data = np.frombuffer(picture.constBits(), dtype=np.uint8)
    return data.reshape(picture.height(), picture.width(), 4)[:, :, :3].copy()


def test_opacity_nought_paints_the_bare_slice(window: MainWindow) -> None:
    window.review.shown.set_opacity(0)
    window.review.shown.toggle_mask()
    window.review.shown.toggle_model()
    plain, heated = _pixels(_paint(_view(window, "slice"))), _pixels(_paint(_view(window, "heat")))
    assert np.abs(plain.astype(int) - heated.astype(int)).max() <= 1
    window.review.shown.set_opacity(1)
    assert np.abs(_pixels(_paint(_view(window, "heat"))).astype(int) - plain).max() > 50


def test_the_outline_lies_on_the_masks_edge(window: MainWindow) -> None:
    """Turning the clinician's outline on changes pixels near the mask's border and nowhere else."""
    review, view = window.review, _view(window, "slice")
    review.shown.toggle_model()
    before = _pixels(_paint(view)).astype(int)
    review.shown.toggle_mask()
    after = _pixels(_paint(view)).astype(int)
    changed = np.argwhere(np.abs(before - after).max(axis=-1) > 8)
    assert review.shown.state.case is not None
    mask = review.shown.state.case.mask_of(review.shown.state.slice_index)
    assert mask is not None
    inverse, _ = window.viewport.transform(_SIDE, _SIDE).inverted()
    scale = inverse.m11()
    rows = changed[:, 0] * scale + inverse.dy()
    columns = changed[:, 1] * scale + inverse.dx()
    edge = mask ^ (np.roll(mask, 1, 0) & np.roll(mask, -1, 0) & np.roll(mask, 1, 1) & np.roll(mask, -1, 1) & mask)
    at = np.argwhere(edge)
    distance = np.min(np.hypot(rows[:, None] - at[:, 0], columns[:, None] - at[:, 1]), axis=1)
    assert len(changed) > 50
    assert distance.max() < 2.5


def test_painting_twice_computes_once(window: MainWindow) -> None:
    """An opacity change must not compute the heat again."""
    first = window.renderer.heat(window.review.shown.state)
    window.review.shown.set_opacity(0.33)
    assert window.renderer.heat(window.review.shown.state) is first
    window.review.shown.set_appearance(replace(window.review.shown.state.appearance, colour_map="viridis"))
    assert window.renderer.heat(window.review.shown.state) is first
    window.review.shown.show_layer(80)
    assert window.renderer.heat(window.review.shown.state) is not first


def test_a_layer_change_leaves_the_plain_slice_alone(window: MainWindow, qapp: object) -> None:
    view = window.slice_frame.view
    window.grab()
    before = view.paints
    window.review.shown.show_layer(12)
    window.heat_frame.view.repaint()
    assert view.paints == before


def test_maps_of_another_slice_repaint_the_heat_whose_full_colour_is_the_cases(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = window.review.shown
    asked: list[str] = []
    for frame, name in ((window.heat_frame, "heat"), (window.slice_frame, "slice")):
        monkeypatch.setattr(frame.view, "update", lambda *_, of=name: asked.append(of))
    other = shown.state.slice_index + 1
    shown.set_appearance(replace(shown.state.appearance, normalise="slice"))
    asked.clear()
    shown.results_changed.emit(other)
    assert asked == []
    shown.set_appearance(replace(shown.state.appearance, normalise="case"))
    asked.clear()
    shown.results_changed.emit(other)
    assert asked == ["heat"]
