"""A map lies over the very images that it is of, however they were acquired."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.dicom_objects.blended import shown
from xaiviewer.dicom_objects.kinds import KINDS

MADE = {kind.key: kind for kind in KINDS}
LAYER = 2


def laid_over(case, making):
    """The case under an opaque map whose red tells its value."""
    return making.context(case, window=(0.0, 400.0), overlay=making.overlay(case, LAYER))


@pytest.mark.parametrize(
    "name", ["oblique", "axial from the head", "a missing slice", "uneven", "enhanced of two echoes"]
)
def test_every_image_is_under_its_own_slices_map(study, making, complaints, tmp_path, name):
    case = study(name)
    context = laid_over(case, making)
    assert not MADE["blend"].refuses(context)
    ((file, data),) = MADE["blend"].make(context)
    (tmp_path / file).write_bytes(data)
    assert complaints(tmp_path / file) == []
    images = [making.read(each.read_bytes()) for each in context.source.files.values()]
    found = shown(making.read(data), [*images, *(making.read(each) for _, each in MADE["pm"].make(context))])
    place, cells = context.analysis.placement(LAYER), making.LAYERS[LAYER].grid
    assert len(found) == len(case.indices)
    for index in case.indices:
        slot = context.source.slot_of(index)
        drawn = found[str(slot.header.SOPInstanceUID), slot.frame]
        values = 100 * LAYER - 1 + drawn[..., 0] / 255 * 11
        centres = [
            np.rint([place.row + row * place.step, place.column + column * place.step]).astype(int)
            for row in range(1, cells[0] - 1)
            for column in range(1, cells[1] - 1)
        ]
        rows, columns = np.array([each for each in centres if (each >= 0).all() and (each < drawn.shape[:2]).all()]).T
        assert len(rows) > 10
        expected = making.map_of(index, LAYER)
        # the red of one value in 256 is 0.04 wide; slices differ by 1
        row, column = np.rint((rows - place.row) / place.step), np.rint((columns - place.column) / place.step)
        acquired = _acquired(values, context)
        np.testing.assert_allclose(acquired[rows, columns], expected[row.astype(int), column.astype(int)], atol=0.05)


def _acquired(values, context):
    """A picture of an acquired slice as the case has it."""
    axes = context.source.axes
    order = tuple(each - 1 for each in axes.order[1:])
    turned = values.transpose(order)
    return turned[tuple(slice(None, None, -1 if flip else 1) for flip in axes.flips[1:])]


@pytest.mark.parametrize("name", ["coronal, thick", "sagittal"])
def test_where_slices_are_not_those_that_were_acquired_no_map_lies_on_an_image(study, making, name):
    assert "not those that were acquired" in MADE["blend"].refuses(laid_over(study(name), making))


def test_a_layer_that_is_not_written_is_a_sentence(study, making):
    case = study("axial")
    context = making.context(case, window=(0.0, 1.0), overlay=replace(making.overlay(case), method="cam"))
    assert "has no map that lies over the images" in MADE["blend"].refuses(context)
    assert (
        MADE["blend"].refuses(making.context(case, window=(0.0, 1.0), overlay="Nothing was drawn."))
        == "Nothing was drawn."
    )
