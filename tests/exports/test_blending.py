"""Who lays the map over the images by what the presentation state says has what this program shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pydicom
import pytest

from tests.dicom_objects.blended import shown
from tests.exports.dicom_source import write_series
from tests.exports.made import case_of, context_of
from xaiviewer.case import Case
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.picture import grey_slice, under_heat
from xaiviewer.errors import ReadError
from xaiviewer.exports.context import Context
from xaiviewer.exports.drawn.pictures import heat_of
from xaiviewer.exports.kinds.registry import KINDS
from xaiviewer.exports.plan import MAPS, plan_case, warnings_of
from xaiviewer.exports.run import write
from xaiviewer.readers import load_case

MADE = {each.key: each for each in KINDS}
CELLS = Appearance(smooth=False, soften=False)


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Case:
    folder = tmp_path_factory.mktemp("series") / "images"
    write_series(folder, case_of().volumes[1].voxels.astype(np.uint16))
    return load_case(folder)


def drawn(case: Case, appearance: Appearance, **more) -> Context:
    """The case with maps of every value from -3 to 3, no slice's and no layer's like another's; one grid has both."""
    context = context_of(case, **more)
    explained = context.explained
    described = explained.analysis.description
    first = described.layers[0]
    rows, columns = np.indices(first.grid)
    maps = {
        layer: np.stack([3 * np.sin(rows * 0.9 + columns * 0.7 + index + layer) for index in range(4)])
        for layer in range(2)
    }
    described = replace(described, layers=(first, replace(first, name="layer2")))
    analysis = replace(explained.analysis, description=described)
    explained = replace(explained, analysis=analysis, maps={key: each.astype(np.float32) for key, each in maps.items()})
    settled = replace(appearance, sequence=None).settled(explained.case)
    return replace(context, explained=explained, appearance=settled, kept={})


def written(context: Context, folder: Path) -> list[pydicom.Dataset]:
    """The state, and then all other objects that are handed on with it."""
    keys = ("pm", "blend", "source") if context.identity.hidden else ("pm", "blend")
    out = write(folder / "out", [context], [MADE[key] for key in keys]).folder
    found = [pydicom.dcmread(each) for each in sorted(out.rglob("*.dcm"))]
    if not context.identity.hidden:
        found += [pydicom.dcmread(each) for each in sorted(context.original.source.iterdir())]
    return sorted(found, key=lambda each: each.Modality != "PR")


@pytest.mark.parametrize(
    ("appearance", "within"),
    [
        (CELLS, 0.6 / 12),
        (replace(CELLS, fade=False, draw_above=0.3), 0),
        (replace(CELLS, polarity="signed", opacity=0.8, draw_above=0.25), 0.8 / 12),
        (replace(CELLS, polarity="absolute", fade=False, inverted=True, mute=False), 0),
        (replace(CELLS, colour_map="viridis", scale="maximum", opacity=1.0, fade=False), 0),
    ],
    ids=["fading", "above", "signed", "absolute", "opaque"],
)
@pytest.mark.parametrize("salt", [b"", b"of a project"], ids=["named", "de-identified"])
def test_the_images_under_the_map_are_those_of_the_screen(case, tmp_path, appearance, within, salt):
    context = drawn(case, appearance, salt=salt)
    state, *objects = written(context, tmp_path)
    found = shown(state, objects)
    images = sorted((each for each in objects if each.Modality == "MR" and "PixelData" in each), key=_height)
    assert len(found) == len(images) == 4
    for index, image in enumerate(images):
        as_drawn = context.appearance.muted(denied=context.analysis.denied(index))
        heat = heat_of(context, index)
        assert heat is not None
        grey = grey_slice(context.case.main_volume, index, context.appearance)
        expected = under_heat(grey, heat.heat, as_drawn).astype(float)
        assert (expected != grey[..., None]).any()
        away = np.abs(found[str(image.SOPInstanceUID), 0] - expected)
        assert away[~_on_edges(context)].max() <= 255 * within + 3  # ours are of 8 bits


def _on_edges(context: Context) -> np.ndarray:
    """Pixels between two cells, which are as much the one's as the other's, and beyond the last ones."""
    place = context.analysis.placement(context.layer)
    rows, columns = (
        (np.arange(count) - first) / place.step
        for count, first in zip(context.case.shape, (place.row, place.column), strict=True)
    )
    (down, across) = context.analysis.layers[context.layer].grid
    rows_off, columns_off = (
        (each % 1 == 0.5) | (each > count - 0.5) for each, count in ((rows, down), (columns, across))
    )
    return np.asarray(rows_off[:, None] | columns_off)


def _height(image: pydicom.Dataset) -> float:
    return float(image.ImagePositionPatient[2])


def test_the_state_lies_in_the_study_and_frame_of_its_images_and_says_what_it_is_not_for(case, tmp_path):
    state, *objects = written(drawn(case, CELLS), tmp_path)
    for other in objects:
        assert (state.StudyInstanceUID, state.PatientID) == (other.StudyInstanceUID, other.PatientID)
        assert state.FrameOfReferenceUID == other.FrameOfReferenceUID
    assert state.SeriesInstanceUID not in {each.SeriesInstanceUID for each in objects}
    assert "not for diagnosis" in state.SeriesDescription
    named = {
        str(each.ReferencedSOPInstanceUID)
        for series in state.ReferencedSeriesSequence
        for each in series.ReferencedInstanceSequence
    }
    assert named <= {str(each.SOPInstanceUID) for each in objects}


@pytest.mark.parametrize(
    ("appearance", "why"),
    [
        (Appearance(style="contours"), "not proportional"),
        (Appearance(contrast="clahe"), "not proportional"),
        (Appearance(normalise="slice"), "not proportional"),
        (Appearance(heat=False), "none is laid over"),
        (Appearance(draw_above=1.0, opacity=0.0), "holds nothing"),
    ],
)
def test_what_no_state_can_say_is_a_sentence_and_no_file(case, appearance, why):
    plan = plan_case(drawn(case, appearance), [MADE["blend"]])
    assert plan.entries == ()
    assert why in plan.left_out[0].why


@pytest.mark.parametrize("key", ["pr", "blend"])
@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda image, index: image.update({"RescaleSlope": 1 + index, "RescaleIntercept": 0}), "scaled one by one"),
        (lambda image, _: setattr(image, "PhotometricInterpretation", "MONOCHROME1"), "lowest value white"),
    ],
    ids=["scaled", "turned over"],
)
def test_images_that_one_window_does_not_say_are_a_sentence(tmp_path, key, change, why):
    write_series(tmp_path / "images", case_of().volumes[1].voxels.astype(np.uint16))
    for index, file in enumerate(sorted((tmp_path / "images").iterdir())):
        image = pydicom.dcmread(file)
        change(image, index)
        image.save_as(file)
    plan = plan_case(drawn(load_case(tmp_path / "images"), CELLS), [MADE[key]])
    assert plan.entries == ()
    assert why in plan.left_out[0].why


def test_a_rescaled_series_is_shown_as_it_is_here(tmp_path):
    write_series(tmp_path / "images", case_of().volumes[1].voxels.astype(np.uint16))
    for file in (tmp_path / "images").iterdir():
        image = pydicom.dcmread(file)
        image.RescaleSlope, image.RescaleIntercept, image.RescaleType = "2.5", "-100", "US"
        image.save_as(file)
    test_the_images_under_the_map_are_those_of_the_screen(load_case(tmp_path / "images"), tmp_path, CELLS, 0.05, b"")


def test_that_the_maps_are_needed_is_said_where_they_are_not_written():
    assert warnings_of(hidden=False, project=False, kinds=[MADE["blend"]]) == (MAPS,)
    assert not warnings_of(hidden=False, project=False, kinds=[MADE["blend"], MADE["pm"]])


def test_a_state_that_is_opened_alone_is_a_sentence(case, tmp_path):
    out = write(tmp_path / "out", [drawn(case, CELLS)], [MADE["blend"]]).folder
    (file,) = out.rglob("blending.dcm")
    with pytest.raises(ReadError, match="holds no image"):
        load_case(file)
