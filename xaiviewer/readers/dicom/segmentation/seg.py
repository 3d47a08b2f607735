"""DICOM Segmentation and Label Map Segmentation Storage as masks (PS3.3 A.51 and A.101).

Frames are drawn where they say that they lie. A segmentation speaks for the whole of the image: frames without any
voxel are left out when it is written, so that where it has no frame there is nothing, and every slice counts as drawn.

This stays our own: highdicom, which writes the tests' segmentations, is strict and refuses to open what lacks an
attribute that a mask can do without.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.geometry import Geometry
from xaiviewer.case.series import MaskSource, MaskVoxels, Series
from xaiviewer.errors import ReadError
from xaiviewer.readers.dicom.files.header import numbers, read_header, tags
from xaiviewer.readers.dicom.files.quiet import guarded
from xaiviewer.readers.dicom.segmentation import masks
from xaiviewer.readers.dicom.segmentation.planes import ImagePlane, MaskGrid, grids, plane_of
from xaiviewer.readers.dicom.segmentation.seg_frames import frames
from xaiviewer.readers.dicom.segmentation.seg_header import KEYWORDS, Segmentation, segmentation_of
from xaiviewer.readers.grids.reslice import Shape, same_grid
from xaiviewer.readers.naming.names import shown

_DAMAGED = "cannot be read as a DICOM segmentation; it is damaged or incomplete: copy or export it again."
_PLACE = ("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing")


def mask_source(path: Path, series: Sequence[Series]) -> MaskSource:
    """The mask in the segmentation file `path`, matched to `series`; its pixels are read when they are asked for.

    Its key is "seg-" and the SeriesNumber; where several have one number, whoever lists them makes it unique.

    Raises:
        ReadError: where it is no segmentation, is damaged, or belongs to none of the series.
    """
    header = read_header(path, tags(KEYWORDS))
    with guarded(path, _DAMAGED):
        segmentation = segmentation_of(header)
        found = masks.match(path, segmentation.references, series)
    return MaskSource(
        key=f"seg-{segmentation.number}" if segmentation.number else "seg",
        name=segmentation.name,
        format="DICOM SEG",
        files=(path,),
        segments=segmentation.segments,
        reader=_SegReader(segmentation, found),
        series=found.keys,
        notices=(*segmentation.notices, *found.notices),
    )


@dataclass(frozen=True, eq=False)
class _SegReader:
    """Draws the frames of a segmentation on the grid that is asked for."""

    segmentation: Segmentation
    found: masks.Match

    def read(self, segments: tuple[int, ...], geometry: Geometry, shape: Shape) -> MaskVoxels:
        """As `MaskReader.read`."""
        path = self.segmentation.path
        wanted = masks.chosen(path, self.segmentation.segments, segments)
        masks.refuse_other_frames(path, self.found, geometry, shape)
        out = np.zeros(shape, dtype=bool)
        notices = []
        lost = total = 0
        exact = True
        with guarded(path, _DAMAGED):
            placed = self._grids(geometry, shape)
            masks.refuse_apart(path, masks.around((grid.geometry, grid.shape) for grid in placed), geometry, shape)
            for grid in placed:
                voxels = self._drawn(grid, wanted)
                if not voxels.any():
                    continue
                mapped, outside, aligned = masks.put(voxels, grid.geometry, geometry, shape)
                out |= mapped
                total += int(voxels.sum())
                lost += outside
                exact = exact and aligned
        if total and lost == total:
            raise ReadError(f"{shown(path)} lies outside the image; choose the images that it was drawn on.")
        if any(grid.uneven for grid in placed):
            notices.append(
                f"The planes of {shown(path.name)} are unevenly spaced; each was moved to the nearest even place."
            )
        notices += masks.notices_of(path, lost=lost, exact=exact, total=total)
        half = self.segmentation.threshold if self.segmentation.kind == "FRACTIONAL" else None
        words = "segments" if half is None else f"fractions, cut at {half:g}"
        return MaskVoxels(out, np.ones(shape[0], dtype=bool), tuple(notices), words)

    def _drawn(self, grid: MaskGrid, wanted: frozenset[int]) -> NDArray[np.bool_]:
        """The union of the segments on the mask's own grid."""
        segmentation = self.segmentation
        voxels = masks.blank(segmentation.path, grid.shape)
        with frames(segmentation.image) as decoded:
            for index, place in grid.places.items():
                segment = segmentation.frames[index].segment
                if segment is None or segment in wanted:
                    voxels[place] |= self._inside(decoded(index), wanted)
        return voxels

    def _inside(self, stored: NDArray[Any], wanted: frozenset[int]) -> NDArray[np.bool_]:
        if self.segmentation.threshold is not None:
            return np.asarray(stored >= self.segmentation.threshold)
        return np.isin(stored, list(wanted))

    def _grids(self, geometry: Geometry, shape: Shape) -> list[MaskGrid]:
        """Where the frames lie: on the slices of the image they were drawn on, else on planes of their own."""
        segmentation = self.segmentation
        here = [each for each in self.found.series if same_grid(each.geometry, each.shape, geometry, shape) is not None]
        placeless = any(frame.plane is None for frame in segmentation.frames)
        for series in (*here, *(self.found.series if placeless else ())):
            if (grid := self._on_slices(series)) is not None:
                return [grid]
        if placeless:
            raise ReadError(f"{shown(segmentation.path)} does not say where its frames lie; export it again.")
        planes = {index: frame.plane for index, frame in enumerate(segmentation.frames) if frame.plane is not None}
        rows, columns = segmentation.image.rows, segmentation.image.columns
        hints = (*segmentation.spacings_mm, *masks.spacings_mm(self.found, planes[0].normal))
        return grids(planes, rows, columns, hints, segmentation.thickness_mm or min(geometry.spacing_mm))

    def _on_slices(self, series: Series) -> MaskGrid | None:
        """The frames on the slices of the images that they name; None where that does not hold for all of them.

        Slices may be unevenly spaced, or frames say nothing but the image: then no grid of their own could hold them.
        """
        images = [str(each) for each in series.attributes.get("SOPInstanceUIDs", ())]
        if len(images) != series.shape[0] or len(set(images) - {""}) != len(images) - images.count(""):
            return None  # "" stands where a slice is missing; one name for several slices does not tell them apart
        if series.shape[1:] != (self.segmentation.image.rows, self.segmentation.image.columns):
            return None
        slices = {uid: index for index, uid in enumerate(images) if uid}
        places = {}
        for index, frame in enumerate(self.segmentation.frames):
            named = [slices[uid] for uid in frame.images if uid in slices]
            if len(named) != 1 or not self._lies_on(frame.plane, series, named[0]):
                return None
            places[index] = named[0]
        return MaskGrid(series.geometry, series.shape, places)

    @staticmethod
    def _lies_on(plane: ImagePlane | None, series: Series, index: int) -> bool:
        """Does the plane coincide with the slice, as the series has it or as the slice's own file has it?"""
        _, rows, columns = series.shape
        if plane is None or plane.coincides(plane_of(series.geometry, index), rows, columns):
            return True
        if len(series.files) != series.shape[0]:
            return False
        data = read_header(series.files[index], tags(_PLACE)).data
        origin, cosines, spacing = (
            numbers(data, keyword, count) for keyword, count in zip(_PLACE, (3, 6, 2), strict=True)
        )
        if not (origin and cosines and spacing):
            return False
        across, down = np.array(cosines[:3]) * spacing[1], np.array(cosines[3:]) * spacing[0]
        return plane.coincides(ImagePlane(np.array(origin), across, down), rows, columns)
