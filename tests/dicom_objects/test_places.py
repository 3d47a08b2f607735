"""Whatever is written lies where it was: voxel by voxel, read by pydicom alone, for every way to acquire a series."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from xaiviewer.dicom_objects.kinds import KINDS
from xaiviewer.dicom_objects.parametric_map import grids, parametric_map
from xaiviewer.dicom_objects.segmentation import makers, segmentation

SAME = ["axial", "axial from the head", "sagittal", "coronal", "oblique", "gaps", "a missing slice"]
SAME += ["enhanced", "enhanced of two echoes", "enhanced, a file for each slice"]
CELLS = ["axial from the head", "sagittal", "oblique", "a missing slice", "enhanced of two echoes", "coronal, thick"]
MADE = {kind.key: kind for kind in KINDS}


@pytest.mark.parametrize("name", SAME)
def test_an_outlines_voxels_lie_where_the_case_has_them_and_name_their_pictures(study, making, name):
    case = study(name)
    context = making.context(case)
    ((_, data),) = MADE["seg"].make(context)
    seg = making.read(data)
    expected = making.places_in(case, making.lesion(case))
    assert len(expected) > 50
    np.testing.assert_allclose(making.places_of(seg), expected, atol=1e-3)
    positions = {
        (str(slot.header.SOPInstanceUID), slot.frame): slot.position
        for slot in context.source.slots
        if slot is not None
    }
    assert seg.FrameOfReferenceUID == context.source.lead.FrameOfReferenceUID
    named_images = 0
    for frame, plane in zip(seg.PerFrameFunctionalGroupsSequence, seg.pixel_array, strict=True):
        if not frame.DerivationImageSequence:
            assert name == "a missing slice"
            assert not plane.any()
            away = [np.linalg.norm(each - _position(frame)) for each in positions.values()]
            assert min(away) > 1
            continue
        named_images += 1
        (image,) = frame.DerivationImageSequence[0].SourceImageSequence
        named = str(image.ReferencedSOPInstanceUID), int(image.get("ReferencedFrameNumber", 0))
        np.testing.assert_allclose(positions[named], _position(frame), atol=1e-3)
    assert named_images >= 2


def _position(frame):
    return np.array([float(each) for each in frame.PlanePositionSequence[0].ImagePositionPatient])


@pytest.mark.parametrize(("name", "aspect"), [*((name, 1.0) for name in CELLS), ("oblique", 1.25)])
def test_a_maps_cells_lie_where_the_network_had_them(study, making, name, aspect):
    case = study(name)
    analysis = making.judged(case, making.lesion(case))
    stretched = replace(analysis, frame=replace(analysis.frame, aspect=aspect))
    context = making.context(case, analysis=stretched)
    seen = set()
    for maps in grids(context):
        made = parametric_map(context, maps)
        pixels = np.frombuffer(made.FloatPixelData, "<f4").reshape(-1, made.Rows, made.Columns)
        shared = made.SharedFunctionalGroupsSequence[0]
        for frame, values in zip(made.PerFrameFunctionalGroupsSequence, pixels, strict=True):
            index, layer = int(values[0, 0] + 0.5) % 100, round(float(values[0, 0] + 0.1)) // 100
            np.testing.assert_array_equal(values, making.map_of(index, layer))
            mapping = (frame if "RealWorldValueMappingSequence" in frame else shared).RealWorldValueMappingSequence[0]
            assert mapping.LUTExplanation == f"grad-cam {making.LAYERS[layer].name}"
            rows, columns = np.indices(values.shape)
            place = context.analysis.placement(layer)
            down, across = place.steps
            points = [place.column + columns * across, place.row + rows * down]
            points += [np.full(values.shape, index), np.ones(values.shape)]
            expected = case.geometry.affine @ np.stack(points).reshape(4, -1)
            found = making.pixel_centres(frame, shared, rows.ravel(), columns.ravel())
            np.testing.assert_allclose(found, expected[:3].T, atol=2e-3)
            seen.add((index, layer))
    assert seen == {(index, layer) for index in case.indices for layer in range(len(making.LAYERS))}


def test_the_layers_of_one_grid_are_a_dimension(study, making):
    context = making.context(study("axial"))
    one, several = (parametric_map(context, maps) for maps in grids(context))
    assert (one.Rows, several.Rows) == (16, 8)
    assert len(one.DimensionIndexSequence) == 1
    assert [each.DimensionIndexPointer for each in several.DimensionIndexSequence] == [0x00409210, 0x00200032]
    places = [
        tuple(each.FrameContentSequence[0].DimensionIndexValues) for each in several.PerFrameFunctionalGroupsSequence
    ]
    assert sorted(places) == [(layer, slice_) for layer in (1, 2) for slice_ in range(1, 10)]


def test_slices_lie_where_their_files_say_although_they_are_uneven(study, making):
    case = study("uneven")
    context = making.context(case)
    of = making.affine(making.axes("axial"), (1.5, 1.5, 4.0))
    stated = {round(float(making.UNEVEN(of, index)[2]), 3) for index in range(9)}
    made = [parametric_map(context, grids(context)[0]), segmentation(context, "model", makers(context)["model"])]
    for data in made:
        found = {
            round(float(frame.PlanePositionSequence[0].ImagePositionPatient[2]), 3)
            for frame in data.PerFrameFunctionalGroupsSequence
        }
        assert found <= stated
        assert len(found) >= 4


def test_a_resampled_cases_outline_goes_back_to_the_acquired_slices(study, making):
    case = study("coronal, thick")
    context = making.context(case)
    ((_, data),) = MADE["seg"].make(context)
    seg = making.read(data)
    assert (seg.Rows, seg.Columns) == making.SHAPE[1:]
    found, expected = making.places_of(seg), making.places_in(case, making.lesion(case))
    np.testing.assert_allclose(found.mean(axis=0), expected.mean(axis=0), atol=2.5)
    volume = np.prod([1.5, 1.5, 5.0]), abs(np.linalg.det(case.geometry.affine[:3, :3]))
    assert len(found) * volume[0] == pytest.approx(len(expected) * volume[1], rel=0.35)


def test_that_maps_have_no_frame_where_a_slice_is_missing_is_said_before_they_are_written(study, making):
    (told,) = MADE["pm"].warns(making.context(study("a missing slice")))
    assert "lacks slices" in told
    assert MADE["pm"].warns(making.context(study("gaps"))) == []
