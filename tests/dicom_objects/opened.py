"""Where other programs have the voxels of our DICOM objects, each by its own arithmetic and nothing of ours."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates

Places = NDArray[np.float64]
"""LPS millimetres ``[voxel, 3]``, sorted."""


def program(name: str) -> str | None:
    """A program of this environment, whatever PATH says, else one of the system."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def complaints(file: Path) -> list[str]:
    """The errors that dciodvfy finds."""
    found = program("dciodvfy")
    if found is None:
        raise FileNotFoundError("dciodvfy is not installed; on Debian and Ubuntu, packaging/check installs dicom3tools")
    done = subprocess.run([found, str(file)], capture_output=True, text=True, check=False, errors="replace")
    return [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("Error")]


def converted(name: str, file: Path, into: Path) -> list[Path]:
    """What one of dcmqi's converters makes of a file."""
    found = program(name)
    if found is None:
        raise FileNotFoundError(f"{name} is not installed; it is in the package dcmqi")
    into.mkdir(parents=True)
    words = [found, "--inputDICOM", str(file), "--outputType", "nrrd", "--outputDirectory", str(into)]
    done = subprocess.run(words, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return sorted(into.glob("*.nrrd"), key=lambda each: (len(each.name), each.name))


def in_order(points: Places) -> Places:
    """Points sorted, so that two sets of them can be compared."""
    rounded = np.round(points, 2) + 0.0
    return np.asarray(points[np.lexsort(rounded.T)])


def by_affine(marked: NDArray[np.bool_], affine: NDArray[np.float64]) -> Places:
    """Of an array whose axes are those of the affine."""
    index = np.argwhere(marked)
    return in_order((affine @ np.concatenate([index, np.ones((len(index), 1))], axis=1).T)[:3].T)


def pixel_centres(frame: Any, shared: Any, rows: Any, columns: Any) -> Places:
    """Where pixels of a frame lie (PS3.3 C.7.6.2.1.1), ``[pixel, 3]``, in the order given."""
    cosines = np.array([float(each) for each in shared.PlaneOrientationSequence[0].ImageOrientationPatient])
    down_mm, across_mm = (float(each) for each in shared.PixelMeasuresSequence[0].PixelSpacing)
    corner = np.array([float(each) for each in frame.PlanePositionSequence[0].ImagePositionPatient])
    across, down = np.multiply.outer(columns, cosines[:3] * across_mm), np.multiply.outer(rows, cosines[3:] * down_mm)
    return np.asarray(corner + across + down)


def by_pydicom(file: Path) -> Places:
    """All segments' voxels together."""
    data = pydicom.dcmread(file)
    shared, found = data.SharedFunctionalGroupsSequence[0], []
    pixels = data.pixel_array.reshape(-1, data.Rows, data.Columns)
    for frame, plane in zip(data.PerFrameFunctionalGroupsSequence, pixels, strict=True):
        found.append(pixel_centres(frame, shared, *np.nonzero(plane)))
    return in_order(np.concatenate(found))


def by_highdicom(file: Path) -> Places:
    """All segments' voxels together."""
    import highdicom

    volume = highdicom.seg.segread(file).get_volume(combine_segments=True)
    return by_affine(volume.array > 0, np.asarray(volume.affine))


def by_simpleitk(file: Path) -> Places:
    """By the reader of ITK, GDCM."""
    import SimpleITK

    image = SimpleITK.ReadImage(str(file))
    array = SimpleITK.GetArrayFromImage(image).transpose(2, 1, 0)
    affine = np.eye(4)
    affine[:3, :3] = np.array(image.GetDirection()).reshape(3, 3) * image.GetSpacing()
    affine[:3, 3] = image.GetOrigin()
    return by_affine(array > 0, affine)


def by_dcmqi(file: Path) -> Places:
    """All segments' voxels together, by ``segimage2itkimage``."""
    with scratch() as folder:
        written = converted("segimage2itkimage", file, folder / "made")
        return in_order(np.concatenate([by_simpleitk(each) for each in written]))


SEGMENTATIONS: dict[str, Callable[[Path], Places]] = {
    "pydicom": by_pydicom,
    "highdicom": by_highdicom,
    "SimpleITK": by_simpleitk,
    "dcmqi": by_dcmqi,
}
"""Readers of a Segmentation whose segments do not overlap."""


def differences(file: Path, expected: Places, atol: float = 5e-3) -> dict[str, str]:
    """Where each reader has the voxels of a Segmentation, held against where they are; "" for the same places."""
    found = {}
    for name, places_of in SEGMENTATIONS.items():
        places = places_of(file)
        if places.shape != expected.shape:
            found[name] = f"{len(places)} voxels, not {len(expected)}"
        else:
            worst = float(np.abs(places - expected).max())
            found[name] = "" if worst < atol else f"off by {worst:.3f} mm"
    return found


def nifti_places(file: Path) -> Places:
    """Of what is set in a NIfTI file, by nibabel."""
    import nibabel as nib

    image = nib.load(file)
    return by_affine(np.asarray(image.dataobj) > 0, np.diag([-1, -1, 1, 1]) @ image.affine)


@lru_cache(maxsize=1)  # frames are sorted by layer
def _volume(file: Path) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    import nibabel as nib

    image = nib.load(file)
    return np.asarray(image.dataobj, np.float32), image.affine


def likenesses(file: Path, folder: Path) -> list[float]:
    """By frame of a Parametric Map, its correlation with the enlarged map at its cells: NIfTI files in `folder`."""
    data = pydicom.dcmread(file)
    pixels = np.frombuffer(data.FloatPixelData, "<f4").reshape(-1, data.Rows, data.Columns)
    shared, found = data.SharedFunctionalGroupsSequence[0], []
    for frame, plane in zip(data.PerFrameFunctionalGroupsSequence, pixels, strict=True):
        group = frame if "RealWorldValueMappingSequence" in frame else shared
        method, layer = group.RealWorldValueMappingSequence[0].LUTExplanation.split(" ", 1)
        if not (folder / method / f"{layer}.nii.gz").exists():
            continue
        voxels, affine = _volume(folder / method / f"{layer}.nii.gz")
        rows, columns = np.indices(plane.shape)
        places = pixel_centres(frame, shared, rows.ravel(), columns.ravel()) * (-1, -1, 1)
        index = np.linalg.inv(affine) @ np.concatenate([places, np.ones((len(places), 1))], axis=1).T
        inside = ((index[:3] > -0.5) & (index[:3] < np.array(voxels.shape)[:, None] - 0.5)).all(axis=0)
        enlarged = map_coordinates(voxels, index[:3, inside], order=1, mode="nearest")
        found.append(float(np.corrcoef(enlarged, plane.ravel()[inside])[0, 1]))
    return found


def available(name: str) -> bool:
    """Whether a named program or package is here."""
    programs = {"dciodvfy": "dciodvfy", "dcmqi": "segimage2itkimage"}
    if name in programs:
        return program(programs[name]) is not None
    return importlib.util.find_spec({"OpenCV": "cv2", "Qt": "PySide6", "Python": "sys"}.get(name, name)) is not None


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that goes again."""
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)
