"""Cases read from DICOM series written for tests, what made-up networks said about them, and objects read back."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from tests.dicom_objects.opened import in_order, pixel_centres
from xaiviewer.case import Case, Frame, Mask
from xaiviewer.dicom_objects.context import Context, Overlay, Step, answered_of
from xaiviewer.readers.dispatch import load_case
from xaiviewer.requests import (
    Analysis,
    Favourite,
    Layer,
    LayerMaps,
    ModelDescription,
    ModelIdentity,
    Request,
    SliceResult,
)

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
WEIGHTS = "ab" * 32
LAYERS = (
    Layer("stem", "relu", (16, 16), 2),
    Layer("body.1", "relu", (8, 8), 4),
    Layer("body.2", "relu", (8, 8), 4),
)


def axes(name: str) -> NDArray[np.float64]:
    """The affine's directions of (column, row, slice) of an acquisition."""
    found = {  # each row is one axis
        "axial": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        "axial from the head": [[1, 0, 0], [0, 1, 0], [0, 0, -1]],
        "sagittal": [[0, 1, 0], [0, 0, -1], [1, 0, 0]],
        "coronal": [[1, 0, 0], [0, 0, -1], [0, 1, 0]],
    }
    if name == "oblique":
        made = axes("axial")
        for first, degrees in ((0, 17.0), (1, -11.0), (2, 6.0)):
            second, turn = (first + 1) % 3, np.eye(3)
            cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
            turn[first, first] = turn[second, second] = cos
            turn[first, second], turn[second, first] = -sin, sin
            made = turn @ made
        return made
    return np.array(found[name], dtype=float).T


def affine(directions: NDArray[np.float64], spacing: tuple[float, float, float]) -> NDArray[np.float64]:
    """Of (column, row, slice) with these spacings, beginning off centre."""
    made = np.eye(4)
    made[:3, :3] = directions * spacing
    made[:3, 3] = (-31.5, 22.25, 60.0)
    return made


def voxels(shape: tuple[int, int, int]) -> NDArray[np.int16]:
    """A head with a texture that tells every voxel from its neighbours."""
    slices, rows, columns = np.indices(shape)
    round_ = np.hypot((rows / shape[1] - 0.5) * 2, (columns / shape[2] - 0.5) * 2) < 0.9
    return (round_ * (100 + 7 * slices + 3 * rows + columns)).astype(np.int16)


PATIENT = {
    "PatientName": "Doe^Jane",
    "PatientID": "MRN-4711-X",
    "PatientBirthDate": "19610203",
    "PatientSex": "F",
    "PatientAge": "059Y",
    "PatientWeight": 61.5,
    "StudyID": "STUDY-88",
    "AccessionNumber": "ACC-1234",
    "StudyTime": "101112",
    "StudyDescription": "Head of Jane",
    "InstitutionName": "Some Hospital",
    "InstitutionAddress": "Some Street 5",
    "ReferringPhysicianName": "Who^Doctor",
    "OperatorsName": "Technician^Tom",
    "StationName": "ROOM-SEVEN",
    "DeviceSerialNumber": "SERIAL-31",
    "ProtocolName": "protocol of Jane",
    "PatientComments": "is afraid of dogs",
    "PatientPosition": "HFS",
    "PositionReferenceIndicator": "",
    "Manufacturer": "Maker",
    "ScanningSequence": "SE",
    "SequenceVariant": "SK",
    "ScanOptions": "",
    "MRAcquisitionType": "2D",
    "RepetitionTime": 9000,
    "EchoTime": 120,
    "EchoTrainLength": 1,
    "Laterality": "",
}
"""What every slice states beside its place."""

SHAPE = (9, 40, 36)
ACQUISITIONS: dict[str, tuple[str, tuple[float, float, float]]] = {
    "axial": ("axial", (1.5, 1.5, 4.0)),
    "axial from the head": ("axial from the head", (1.5, 1.5, 4.0)),
    "sagittal": ("sagittal", (1.5, 1.5, 1.5)),
    "coronal": ("coronal", (1.5, 1.5, 1.5)),
    "oblique": ("oblique", (1.25, 1.25, 3.0)),
    "gaps": ("axial", (1.5, 1.5, 8.0)),
    "a missing slice": ("axial", (1.5, 1.5, 4.0)),
    "uneven": ("axial", (1.5, 1.5, 4.0)),
    "enhanced": ("oblique", (1.5, 1.5, 4.0)),
    "enhanced, a file for each slice": ("oblique", (1.5, 1.5, 4.0)),
    "enhanced of two echoes": ("axial", (1.5, 1.5, 4.0)),
    "coronal, thick": ("coronal", (1.5, 1.5, 5.0)),
}
"""Directions and (column, row, slice) spacing of acquisitions that `write` knows."""


def write(dcm: Any, name: str, folder: Path) -> None:
    """An acquisition as a series."""
    directions, spacing = ACQUISITIONS[name]
    of, values = affine(axes(directions), spacing), voxels(SHAPE)
    if name.startswith("enhanced"):
        folder.mkdir(parents=True)
        if name.endswith("each slice"):
            for index in range(len(values)):
                moved = of.copy()
                moved[:3, 3] += index * of[:3, 2]
                write_enhanced(dcm, folder / f"{index}.dcm", [values[index : index + 1]], moved)
            return
        write_enhanced(dcm, folder / "all.dcm", [values, values // 2] if "echoes" in name else [values], of)
        return
    more: dict[str, Any] = dict(PATIENT)
    if name == "gaps":
        more |= {"SpacingBetweenSlices": "8", "SliceThickness": None}
    if name == "uneven":
        more["ImagePositionPatient"] = lambda index: [str(each) for each in UNEVEN(of, index)]
    files = dcm.write_mr_series(folder, values, of, **more)
    if name == "a missing slice":
        files[4].unlink()


def UNEVEN(of: NDArray[np.float64], index: int) -> NDArray[np.float64]:  # noqa: N802 - shared with a test
    """Where slice `index` of the uneven series lies: each second one 0.15 mm off."""
    return np.asarray(of[:3, 3] + index * of[:3, 2] + (0, 0, 0.15 * (index % 2)))


def write_enhanced(dcm: Any, file: Path, stacks: list[NDArray[np.int16]], of: NDArray[np.float64]) -> None:
    """Enhanced MR Image Storage; the pictures of several echoes take turns."""
    header = dcm.mr_header(SOPClassUID="1.2.840.10008.5.1.4.1.1.4.1", **PATIENT)
    frames, pixels = [], []
    columns_mm, rows_mm, slices_mm = np.linalg.norm(of[:3, :3], axis=0)
    for index in range(len(stacks[0])):
        for number, stack in enumerate(stacks):
            frame, position, content, echo = (Dataset() for _ in range(4))
            position.ImagePositionPatient = [dcm.decimal(each) for each in of[:3, 3] + index * of[:3, 2]]
            content.DimensionIndexValues = [index + 1, number + 1]
            echo.EffectiveEchoTime = 20.0 * (number + 1)
            frame.PlanePositionSequence, frame.FrameContentSequence = [position], [content]
            frame.MREchoSequence = [echo]
            frames.append(frame)
            pixels.append(stack[index])
    shared, orientation, measures = Dataset(), Dataset(), Dataset()
    cosines = np.concatenate([of[:3, 0] / columns_mm, of[:3, 1] / rows_mm])
    orientation.ImageOrientationPatient = [dcm.decimal(each) for each in cosines]
    measures.PixelSpacing = [dcm.decimal(rows_mm), dcm.decimal(columns_mm)]
    measures.SliceThickness = measures.SpacingBetweenSlices = dcm.decimal(slices_mm)
    shared.PlaneOrientationSequence, shared.PixelMeasuresSequence = [orientation], [measures]
    header.SharedFunctionalGroupsSequence, header.PerFrameFunctionalGroupsSequence = [shared], frames
    dcm.set_pixels(header, np.stack(pixels))
    dcm.save(header, file)


def opened(folder: Path) -> Case:
    """The case in a folder."""
    return load_case(folder)


def with_mask(case: Case, marked: NDArray[np.bool_]) -> Case:
    """The case with a clinician's mask."""
    return replace(case, mask=Mask(marked, np.ones(len(case), dtype=bool)))


def lesion(case: Case) -> NDArray[np.bool_]:
    """An asymmetric outline on the middle slices of a case, none of it on absent ones."""
    rows, columns = case.shape
    made = np.zeros((len(case), rows, columns), dtype=bool)
    first, last = len(case) // 3, 2 * len(case) // 3 + 1
    made[first:last, rows // 4 : rows // 2, columns // 3 : columns // 2] = True
    made[first, rows // 4, columns // 3 : columns - 4] = True
    made[sorted(case.absent)] = False
    return made


def judged(case: Case, outline: NDArray[np.bool_] | None = None) -> Analysis:
    """What a made-up network says: maps whose values tell slice, layer and cell, and the outline given."""
    identity = ModelIdentity("made up", "none", WEIGHTS)
    described = ModelDescription(identity, classes=("none", "finding"), finding=1, layers=LAYERS)
    request = Request.of("grad-cam", network=WEIGHTS, class_index=1)
    rows, columns = case.shape
    slices = {}
    for index in case.indices:
        maps = tuple(map_of(index, layer) for layer in range(len(LAYERS)))
        drawn = None if outline is None or not outline[index].any() else outline[index]
        slices[index] = SliceResult(
            index,
            np.array([-1, 1], np.float32),
            np.array([0.2, 0.8], np.float32),
            drawn,
            {request: LayerMaps(request, index, maps)},
            {},
        )
    nothing = float("nan")
    return Analysis(
        described,
        1,
        (request,),
        tuple(Favourite("grad-cam", nothing, nothing, 0) for _ in LAYERS),
        Frame(-2.5, 1.5, float(max(rows, columns)), 32),
        {"classifier": identity, "segmenter": ModelIdentity("outliner", "unet", WEIGHTS)},
        slices,
    )


def map_of(index: int, layer: int) -> NDArray[np.float32]:
    """The map of a slice and layer: no two values of a case are alike."""
    rows, columns = LAYERS[layer].grid
    return (np.arange(rows * columns).reshape(rows, columns) / 1000 - 0.1 + index + 100 * layer).astype(np.float32)


def overlay(case: Case, layer: int = 2) -> Overlay:
    """A map of the case that hides the images; from blue to red, which tells the first of its values as well."""
    ends = 100.0 * layer - 1, 100.0 * layer + 10
    ramp = np.stack([np.arange(256), np.zeros(256), 255 - np.arange(256)], axis=1).astype(np.uint8)
    return Overlay("grad-cam", LAYERS[layer].name, ends, ramp, (Step((ends,), 1.0, tuple(case.indices)),))


def context(case: Case, **more: Any) -> Context:
    """All of the case's objects: the lesion is the model's outline."""
    analysis = more.pop("analysis", None) or judged(case, lesion(case))
    return Context(case, AT, analysis=analysis, answered=answered_of(analysis), **more)


def read(data: bytes) -> Dataset:
    """An object as pydicom has it."""
    return pydicom.dcmread(io.BytesIO(data))


def places_of(data: Dataset, segment: int = 1) -> NDArray[np.float64]:
    """Centres of a segment's voxels, LPS mm, by pydicom and nothing of ours: ``[voxel, 3]``, sorted."""
    shared = data.SharedFunctionalGroupsSequence[0]
    found = []
    pixels = data.pixel_array.reshape(-1, data.Rows, data.Columns)
    for frame, plane in zip(data.PerFrameFunctionalGroupsSequence, pixels, strict=True):
        named = frame if "SegmentIdentificationSequence" in frame else shared
        if named.SegmentIdentificationSequence[0].ReferencedSegmentNumber == segment:
            rows, columns = np.nonzero(plane)
            found.append(pixel_centres(frame, shared, rows, columns))
    return in_order(np.concatenate(found))


def places_in(case: Case, marked: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The same of a mask on the case's grid."""
    slices, rows, columns = np.nonzero(marked)
    points = np.stack([columns, rows, slices, np.ones(len(rows))])
    return in_order((case.geometry.affine @ points)[:3].T)


def by_affine(marked: NDArray[np.bool_], of: NDArray[np.float64], case: Case) -> NDArray[np.bool_]:
    """A mask ``[slice, row, column]`` of an affine, on the case's grid: each voxel to the one at its place."""
    slices, rows, columns = np.nonzero(marked)
    points = of @ np.stack([columns, rows, slices, np.ones(len(rows))])
    column, row, slice_ = np.rint(np.linalg.inv(case.geometry.affine) @ points).astype(int)[:3]
    made = np.zeros((len(case), *case.shape), dtype=bool)
    made[slice_, row, column] = True
    return made
