"""The values of a case: read-only, consistent, placed where they say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from xaiviewer.case import Case, Frame, Geometry, Mask, Volume
from xaiviewer.requests import Analysis, Favourite, Layer, ModelDescription, ModelIdentity, SliceResult

NOBODY = ModelIdentity("", "", "")


def _case(mask_shape: tuple[int, int, int] = (2, 4, 5), slices: int = 2) -> Case:
    volume = Volume("flair", np.zeros((2, 4, 5), np.uint8), Geometry())
    mask = Mask(np.zeros(mask_shape, bool), np.array([True, False]))
    return Case("a", Path("a"), (volume,), tuple("xy"[:slices]), mask)


def test_arrays_cannot_be_written_to() -> None:
    case = _case()
    assert case.mask is not None
    for array in (case.volumes[0].voxels, case.mask.voxels, case.mask.drawn, case.geometry.affine):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_freezing_leaves_the_callers_array_writable() -> None:
    voxels = np.zeros((1, 2, 2), np.uint8)
    Volume("t1", voxels, Geometry())
    voxels[0, 0, 0] = 1


@pytest.mark.parametrize("wrong", [{"mask_shape": (2, 4, 6)}, {"slices": 1}])
def test_case_refuses_shapes_that_differ(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="differ in shape"):
        _case(**wrong)  # type: ignore[arg-type]


def test_mask_that_was_not_drawn_is_not_an_empty_mask() -> None:
    case = _case()
    assert case.mask_of(0) is not None
    assert case.mask_of(1) is None


def test_spacing_is_the_length_of_the_affines_columns() -> None:
    affine = np.array([[0, -2.0, 0, 5], [3.0, 0, 0, 1], [0, 0, 4.0, 2], [0, 0, 0, 1]])
    assert Geometry(affine, known=True).spacing_mm == (4.0, 2.0, 3.0)


@pytest.mark.parametrize("broken", [np.diag([1.0, 1, 0, 1]), np.full((4, 4), np.nan), np.ones((4, 4))])
def test_axes_that_do_not_span_space_make_no_geometry(broken):
    with pytest.raises(ValueError, match="do not span space"):
        Geometry(broken)


def test_centred_cells_lie_on_stride_times_index() -> None:
    frame = Frame(row=-0.5, column=-0.5, side=256, size=256)
    placement = frame.placement(32)
    assert (placement.row, placement.column, placement.step) == (0.0, 0.0, 32.0)


def test_half_pixel_cells_lie_half_a_stride_further() -> None:
    frame = Frame(row=-0.5, column=-0.5, side=256, size=256)
    assert frame.placement(32, "half-pixel").row == 15.5


def test_placement_follows_the_frame() -> None:
    placement = Frame(row=9.5, column=19.5, side=100, size=50).placement(4)
    assert (placement.row, placement.column, placement.step) == (10.5, 20.5, 8.0)


def test_analysis_grows_without_changing_the_old_one() -> None:
    layers = (Layer("layer1.0.conv1", "convolution", (8, 8), 4, other_names=(("Keras", "conv2_block1_1_conv"),)),)
    described = ModelDescription(NOBODY, classes=("no", "yes"), finding=1, layers=layers)
    empty = Analysis(described, 1, (), (), Frame(0, 0, 8, 8), {})
    result = SliceResult(3, np.zeros(2, np.float32), np.array([0.2, 0.8], np.float32), None, {}, {})
    grown = empty.with_slice(result)
    assert not empty.slices
    assert grown.slices[3].predicted == 1
    assert described.layer_index("conv2_block1_1_conv") == described.layer_index("layer1.0.conv1") == 0


def test_the_opening_layer_tells_whether_first_and_where_best() -> None:
    nothing = float("nan")

    def opening(*figures: tuple[float, float], among: range) -> int:
        favourites = tuple(Favourite("grad-cam", mass, 0.1, 9, peak) for mass, peak in figures)
        return Analysis(ModelDescription(NOBODY), 1, (), favourites, Frame(-0.5, -0.5, 8, 8), {}).opening_layer(among)

    assert opening((0.6, 0.5), (0.4, 0.96), (0.5, 0.97), (0.1, 0.99), among=range(4)) == 2
    assert opening((0.6, 0.5), (0.4, 0.96), (0.5, 0.97), (0.1, 0.99), among=range(2)) == 1
    assert opening((0.6, 0.5), (0.4, nothing), (nothing, nothing), among=range(3)) == 0
    assert opening((nothing, nothing), (nothing, nothing), among=range(2)) == 1
