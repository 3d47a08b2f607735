"""What a reader shows by an Advanced Blending Presentation State (PS3.4, N.2.6), by pydicom and nothing of ours."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.dataset import Dataset

Plane = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]
"""Colours 0..1 ``[row, column, 3]``, positions LPS mm ``[row, column, 3]``, and which pixels are shown."""


def shown(state: Dataset, objects: Iterable[Dataset]) -> dict[tuple[str, int], NDArray[np.float64]]:
    """By SOPInstanceUID and frame, every image of the shown geometry, ``[row, column, (red, green, blue)]``, 0..255.

    The frame is 0 where a file holds one. Cells are drawn as they are: a pixel has the colour of its cell.
    """
    by_uid = {str(each.SOPInstanceUID): each for each in objects}
    inputs = {int(each.BlendingInputNumber): each for each in state.AdvancedBlendingSequence}
    (geometry,) = (number for number, each in inputs.items() if each.GeometryForDisplay == "TRUE")
    planes = {number: _planes(each, by_uid) for number, each in inputs.items()}
    found = {}
    for uid, image in planes[geometry]:
        results = {number: _sampled(planes[number], image) for number in planes if number != geometry}
        results[geometry] = image[0], image[2]
        for step in state.BlendingDisplaySequence:
            taken = [results[int(each.BlendingInputNumber)] for each in step.BlendingDisplayInputSequence]
            if step.BlendingMode == "EQUAL":  # of one there is no mean
                ((found[uid], _),) = ((255 * colours, there) for colours, there in taken)
                continue
            above, below = taken
            alpha = np.where(above[1], float(step.RelativeOpacity), 0.0)[..., None]
            made = alpha * above[0] + (1 - alpha) * below[0], above[1] | below[1]
            if "BlendingInputNumber" not in step:
                found[uid] = made[0] * 255
            else:
                results[int(step.BlendingInputNumber)] = made
    return found


def _planes(item: Dataset, by_uid: dict[str, Dataset]) -> list[tuple[tuple[str, int], Plane]]:
    """The frames of one input."""
    found = []
    for image in item.ReferencedImageSequence:
        uid = str(image.ReferencedSOPInstanceUID)
        data = by_uid[uid]
        assert (data.StudyInstanceUID, data.SeriesInstanceUID) == (item.StudyInstanceUID, item.SeriesInstanceUID)
        frames = image.get("ReferencedFrameNumber") or 0
        for each in frames if isinstance(frames, pydicom.multival.MultiValue) else [frames]:
            colours, there = _coloured(item, _stored(data, int(each)))
            found.append(((uid, int(each)), (colours, _places(data, int(each)), there)))
    return found


def _stored(data: Dataset, frame: int) -> NDArray[np.float64]:
    if "FloatPixelData" in data:
        pixels = np.frombuffer(data.FloatPixelData, "<f4").reshape(-1, data.Rows, data.Columns)
        return pixels[frame - 1].astype(np.float64)
    pixels = data.pixel_array.astype(np.float64)
    return pixels[frame - 1] if pixels.ndim == 3 else pixels


def _coloured(item: Dataset, stored: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Thresholds, modality and VOI transformation, and the palette."""
    there = np.full(stored.shape, "ThresholdSequence" not in item)
    for each in item.get("ThresholdSequence", ()):
        assert each.ThresholdType == "RANGE_INCL"
        low, high = (end.ThresholdValue for end in each.ThresholdValueSequence)
        there |= (stored >= low) & (stored <= high)
    values = stored * float(item.get("RescaleSlope", 1)) + float(item.get("RescaleIntercept", 0))
    (window,) = item.SoftcopyVOILUTSequence
    centre, width = float(window.WindowCenter), float(window.WindowWidth)
    if window.get("VOILUTFunction", "LINEAR") == "LINEAR":
        centre, width = centre - 0.5, width - 1
    share = np.clip((values - centre) / width + 0.5, 0, 1)
    (palette,) = item.PaletteColorLookupTableSequence
    tables = []
    for colour in ("Red", "Green", "Blue"):
        count, first, bits = palette[f"{colour}PaletteColorLookupTableDescriptor"].value
        assert (first, bits) == (0, 16)
        table = np.frombuffer(palette[f"{colour}PaletteColorLookupTableData"].value, "<u2")[:count]
        tables.append(table / 65535)
    index = np.floor(share * (len(tables[0]) - 1) + 0.5).astype(int)
    return np.stack([table[index] for table in tables], axis=-1), there


def _places(data: Dataset, frame: int) -> NDArray[np.float64]:
    place, plane, measures = data, data, data
    if "SharedFunctionalGroupsSequence" in data:
        shared, own = data.SharedFunctionalGroupsSequence[0], data.PerFrameFunctionalGroupsSequence[frame - 1]
        place, plane = own.PlanePositionSequence[0], shared.PlaneOrientationSequence[0]
        measures = shared.PixelMeasuresSequence[0]
    cosines = np.array([float(each) for each in plane.ImageOrientationPatient])
    down_mm, across_mm = (float(each) for each in measures.PixelSpacing)
    rows, columns = np.indices((data.Rows, data.Columns))[..., None]
    corner = np.array([float(each) for each in place.ImagePositionPatient])
    return np.asarray(corner + columns * cosines[:3] * across_mm + rows * cosines[3:] * down_mm)


def _sampled(
    planes: list[tuple[tuple[str, int], Plane]], image: Plane
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """One input at the pixels of an image, out of the frame that lies in its plane."""
    places = image[1]
    colours, there = np.zeros_like(places), np.zeros(places.shape[:2], dtype=bool)
    normal = np.cross(places[0, 1] - places[0, 0], places[1, 0] - places[0, 0])
    normal /= np.linalg.norm(normal)
    for _, (found, lying, seen) in planes:
        if abs(normal @ (lying[0, 0] - places[0, 0])) > 1e-2:
            continue
        across, down = lying[0, 1] - lying[0, 0], lying[1, 0] - lying[0, 0]
        away = places - lying[0, 0]
        column, row = (np.floor(away @ axis / (axis @ axis) + 0.5).astype(int) for axis in (across, down))
        inside = (row >= 0) & (row < seen.shape[0]) & (column >= 0) & (column < seen.shape[1])
        colours[inside] = found[row[inside], column[inside]]
        there[inside] = seen[row[inside], column[inside]]
    return colours, there
