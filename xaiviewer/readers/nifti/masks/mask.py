"""A NIfTI mask on the grid that is asked for."""

from __future__ import annotations

import numpy as np

from xaiviewer.case import Geometry, Grid, MaskVoxels
from xaiviewer.errors import ReadError
from xaiviewer.readers.grids.reslice import covered, nearest, same_grid
from xaiviewer.readers.naming.names import shown, size
from xaiviewer.readers.nifti.file.header import NiftiHeader
from xaiviewer.readers.nifti.masks.labels import read_labels

Shape = tuple[int, int, int]


class NiftiMask:
    """Decodes one mask file; see `MaskReader`.

    Args:
        header: the mask's.
        grids: those of the images it lies with, as they were acquired.
    """

    def __init__(self, header: NiftiHeader, grids: tuple[Grid, ...] = ()) -> None:
        self._header = header
        self._grids = grids

    def read(self, segments: tuple[int, ...], geometry: Geometry, shape: Shape) -> MaskVoxels:
        """The union of `segments` (all of them when empty) on the grid of `geometry` and `shape`.

        Raises:
            ReadError: where the file is damaged, or lies nowhere on that grid.
        """
        header = self._header
        own, about_place = self._geometry(Grid(geometry, shape))
        self._overlapping(own, geometry, shape)
        labels = read_labels(header)
        notices = [*labels.notices, *about_place]
        chosen = labels.inside(segments)
        if missing := [str(number) for number in labels.missing(segments)]:
            notices.append(f"{header.path.name} holds no voxel of label {', '.join(missing)}.")
        voxels = nearest(chosen, own, geometry, shape)
        if same_grid(own, header.shape, geometry, shape) is None:
            notices.append(self._mapped(shape))
            if chosen.any() and not voxels.any():
                notices.append(f"{header.path.name}: nothing of what it outlines lies inside the image.")
        drawn = np.ones(shape[0], dtype=bool)
        return MaskVoxels(np.ascontiguousarray(voxels), drawn, tuple(notices), labels.words)

    def _geometry(self, target: Grid) -> tuple[Geometry, list[str]]:
        """Where the mask lies; the image's place where one of the two does not say and their sizes agree."""
        header, name = self._header, self._header.path.name
        own = header.geometry
        images = [grid for grid in (*self._grids, target) if grid.shape == header.shape]
        if any(_agree(own, header.shape, grid) for grid in images):
            return own, []
        for grid in images:
            if placeless(own) or not grid.geometry.placed:
                reason = (
                    "does not say where it lies" if placeless(own) else "lies with an image that does not say where"
                )
                return grid.geometry, [
                    f"{name} {reason}: it was laid on the image voxel by voxel, for their sizes agree."
                ]
        if target.geometry.placed != own.placed:
            lost = "the image" if own.placed else "it"
            raise ReadError(
                f"{shown(header.path)} cannot be placed: {lost} does not say where its voxels lie, and their sizes "
                f"differ ({size(header.shape)} against {size(target.shape)}); export the mask on the image's own "
                "grid."
            )
        return own, []

    def _overlapping(self, own: Geometry, geometry: Geometry, shape: Shape) -> None:
        coverage = covered(own, self._header.shape, geometry, shape)
        if coverage.share == 0 and min(coverage.overlap_mm) <= 0:
            gap = -min(coverage.overlap_mm)
            raise ReadError(
                f"{shown(self._header.path)} lies {gap:.0f} mm away from the image and does not overlap it; "
                "choose the mask that belongs to this image, or correct its affine."
            )

    def _mapped(self, shape: Shape) -> str:
        sizes = f"{size(self._header.shape)} against {size(shape)}"
        return (
            f"{self._header.path.name} was drawn on another grid ({sizes}) and was mapped to the image's through both "
            "affines, nearest neighbour."
        )


def _agree(own: Geometry, shape: Shape, grid: Grid) -> bool:
    axes = same_grid(own, shape, grid.geometry, grid.shape)
    return axes is not None and axes.order == (0, 1, 2) and not any(axes.flips)


def placeless(geometry: Geometry) -> bool:
    """Without orientation, or with the affine that writers leave who were given none: 1 mm voxels from the origin."""
    if not geometry.placed:
        return True
    affine = geometry.affine
    identity = np.array_equal(np.abs(affine[:3, :3]), np.eye(3)) and affine[2, 2] > 0
    return bool(identity and not affine[:3, 3].any())
