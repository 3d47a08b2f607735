"""Opens what was exported by the readers that the manual and the README name, each by that reader alone."""

from __future__ import annotations

import csv
import html.parser
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pydicom

from tests.dicom_objects import opened
from tests.exports.dicom_source import STUDY
from xaiviewer.case import Choices
from xaiviewer.exports.context import Context
from xaiviewer.readers import load_case
from xaiviewer.records import NOTICE

Check = Callable[[Path, Context], None]
"""Raises where the reader does not find in a file what the context holds."""


def _placed(reader: str) -> Check:
    def check(file: Path, context: Context) -> None:
        drawn = {"model": _outline(context), "clinician": context.original.mask.voxels, "reader-marks": context.marks}
        marked = drawn[file.stem.removeprefix("segmentation-")]
        expected = opened.by_affine(marked.transpose(2, 1, 0), context.original.geometry.affine)
        np.testing.assert_allclose(opened.SEGMENTATIONS[reader](file), expected, atol=5e-3)

    return check


def _outline(context: Context) -> np.ndarray:
    made = np.zeros((len(context.case), *context.case.shape), dtype=bool)
    for index, result in context.analysis.slices.items():
        if result.segmentation is not None:
            made[index] = result.segmentation
    return made


def _valid(file: Path, _: Context) -> None:
    assert opened.complaints(file) == []


def _header(file: Path, _: Context) -> None:
    data = pydicom.dcmread(file)
    assert data.StudyInstanceUID == STUDY or data.PatientIdentityRemoved == "YES"
    if "PixelData" in data:
        assert data.pixel_array.any()
    if "FloatPixelData" in data:
        assert np.frombuffer(data.FloatPixelData, "<f4").any()


def _by_highdicom(file: Path, _: Context) -> None:
    import highdicom

    kinds = {"segmentation": highdicom.seg.Segmentation, "map": highdicom.pm.ParametricMap}
    kind = kinds.get(file.stem.split("-")[0], highdicom.sr.Comprehensive3DSR)
    made = kind.from_dataset(pydicom.dcmread(file))
    if file.stem.startswith("report"):
        assert made.content.get_volumetric_roi_measurement_groups()
    elif file.stem.startswith("map"):
        assert np.isfinite(made.get_volume(dtype=np.float32).array).all()


def _palettes(file: Path, _: Context) -> None:
    """highdicom has no reader of presentation states, but of what is in them."""
    import highdicom

    steps = pydicom.dcmread(file).AdvancedBlendingSequence
    assert len(steps) > 1
    for each in steps:
        (palette,) = each.PaletteColorLookupTableSequence
        red = highdicom.PaletteColorLUT.extract_from_dataset(palette, "red")
        assert red.lut_data.any()
        assert red.number_of_entries in {255, 256}


def _map_by_dcmqi(file: Path, _: Context) -> None:
    import SimpleITK

    with opened.scratch() as folder:
        (made,) = opened.converted("paramap2itkimage", file, folder / "made")
        image = SimpleITK.ReadImage(str(made))
    values = SimpleITK.GetArrayFromImage(image)
    stored = np.frombuffer(pydicom.dcmread(file).FloatPixelData, "<f4").reshape(values.shape)
    np.testing.assert_allclose(values, stored, rtol=1e-6)


def _image_by_simpleitk(file: Path, context: Context) -> None:
    import SimpleITK

    image = SimpleITK.ReadImage(str(file))
    assert SimpleITK.GetArrayFromImage(image).any()
    if file.name.endswith(".nii.gz"):
        corner = image.TransformIndexToPhysicalPoint((0, 0, 0))
        shape = np.array(image.GetSize()[:3]) - 1
        end = image.TransformIndexToPhysicalPoint([int(each) for each in shape])
        grid = context.case.acquired
        last = np.array([*(each - 1 for each in reversed(grid.shape)), 1])
        ends = [(grid.geometry.affine @ each)[:3] for each in (np.array([0, 0, 0, 1]), last)]
        np.testing.assert_allclose(np.sort([corner, end], axis=0), np.sort(ends, axis=0), atol=1e-3)


def _by_nibabel(file: Path, context: Context) -> None:
    import nibabel

    image = nibabel.load(file)
    assert np.asarray(image.dataobj).any()
    assert image.shape[:3] == tuple(reversed(context.case.acquired.shape))


def _by_pypdf(file: Path, _: Context) -> None:
    import pypdf

    assert NOTICE.rstrip(".") in " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


def _by_html(file: Path, _: Context) -> None:
    words: list[str] = []
    parser = html.parser.HTMLParser()
    parser.handle_data = words.append  # type: ignore[method-assign]
    parser.feed(file.read_text(encoding="utf-8"))
    assert NOTICE in "".join(words)


def _by_csv(file: Path, _: Context) -> None:
    with file.open(newline="", encoding="utf-8") as lines:
        first, *rows = csv.reader(lines)
    assert rows
    assert {len(each) for each in rows} == {len(first)}


def _by_json(file: Path, _: Context) -> None:
    assert json.loads(file.read_text(encoding="utf-8"))


def _by_openpyxl(file: Path, _: Context) -> None:
    import openpyxl

    assert openpyxl.load_workbook(file).worksheets[0].max_row > 1


def _by_opencv(file: Path, context: Context) -> None:
    if file.stem == "cine":
        done, moving = cv2.imreadanimation(str(file))
        assert done
        assert len(moving.frames) == len(context.case.indices)
        return
    picture = cv2.imread(str(file))
    assert picture is not None
    assert picture.any()


def _by_qt(file: Path, _: Context) -> None:
    from PySide6.QtSvg import QSvgRenderer

    assert QSvgRenderer(str(file)).isValid()


def _by_this_program(file: Path, context: Context) -> None:
    """Beside the images, as whoever exports and opens the folder again has it."""
    with opened.scratch() as folder:
        shutil.copytree(context.original.source, folder / "case")
        shutil.copy(file, folder / "case")
        case = load_case(folder / "case")
        np.testing.assert_array_equal(case.main_volume.voxels, context.original.main_volume.voxels)
        if file.stem.startswith("segmentation"):
            (mask,) = case.contents.masks
            marked = load_case(folder / "case", Choices(mask=mask.key)).mask.voxels
            name = file.stem.removeprefix("segmentation-")
            drawn = {"model": _outline(context), "clinician": context.original.mask.voxels}.get(name, context.marks)
            np.testing.assert_array_equal(marked, drawn)
        elif file.stem.startswith(("map", "slice")):
            assert len(case.contents.series) == 2


READERS: dict[str, dict[str, Check]] = {
    "seg": {
        "dciodvfy": _valid,
        **{name: _placed(name) for name in opened.SEGMENTATIONS},
        "xaiviewer": _by_this_program,
    },
    "pm": {
        "dciodvfy": _valid,
        "pydicom": _header,
        "highdicom": _by_highdicom,
        "dcmqi": _map_by_dcmqi,
        "xaiviewer": _by_this_program,
    },
    "sr": {"dciodvfy": _valid, "pydicom": _header, "highdicom": _by_highdicom},
    "sc": {"dciodvfy": _valid, "pydicom": _header, "SimpleITK": _image_by_simpleitk, "xaiviewer": _by_this_program},
    "pr": {"dciodvfy": _valid, "pydicom": _header, "xaiviewer": _by_this_program},
    "blend": {"dciodvfy": _valid, "pydicom": _header, "highdicom": _palettes, "xaiviewer": _by_this_program},
    "source": {"pydicom": _header, "SimpleITK": _image_by_simpleitk},
    "nifti": {"nibabel": _by_nibabel, "SimpleITK": _image_by_simpleitk},
    "pdf": {"pypdf": _by_pypdf},
    "html": {"Python": _by_html},
    "csv": {"Python": _by_csv},
    "json": {"Python": _by_json},
    "xlsx": {"openpyxl": _by_openpyxl},
    "png": {"OpenCV": _by_opencv},
    "cine": {"OpenCV": _by_opencv},
    "gif": {"OpenCV": _by_opencv},
    "figure": {"OpenCV": _by_opencv},
    "svg": {"Qt": _by_qt},
}
"""By form and reader what is to hold of every file of that form."""

LIMITS: dict[str, Callable[[Path], bool]] = {
    "": lambda _: True,
    "it holds one layer": lambda file: len(pydicom.dcmread(file, stop_before_pixels=True).DimensionIndexSequence) == 1,
    "it holds one segment": lambda file: len(pydicom.dcmread(file, stop_before_pixels=True).SegmentSequence) == 1,
}
"""Which files a claim is about that ends in “where ...”."""
