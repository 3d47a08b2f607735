"""Our readers beside SimpleITK's, file by file.

``python tests/peers/simpleitk.py [PATH ...]`` prints a table: what both read alike, what differs, what one of them
refuses and why. Without paths: the files that come with pydicom and nibabel, and the real images beside the checkout.
"""

from __future__ import annotations

import sys
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import pydicom
import SimpleITK as sitk  # noqa: N813 - its own documentation calls it so
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
PYDICOM = Path(pydicom.__file__).parent / "data" / "test_files"
NIBABEL = Path(nibabel.__file__).parent / "tests" / "data"

sys.path.insert(0, str(ROOT))  # as a script it lies outside the package

from xaiviewer import readers  # noqa: E402
from xaiviewer.case import Series  # noqa: E402
from xaiviewer.errors import ReadError  # noqa: E402

LUMINANCE = np.array([0.299, 0.587, 0.114])
"""Of red, green and blue (ITU-R BT.601): SimpleITK gives colours where we give grey."""

sitk.ProcessObject.SetGlobalWarningDisplay(False)


@dataclass(frozen=True)
class Compared:
    """What came of one file or series.

    Attributes:
        outcome: "equal", "split" (all of its slices are ours, but in several volumes), "differs", "only SimpleITK",
            "only ours" or "neither".
        detail: how they differ, or the sentence of whoever refused it.
    """

    name: str
    outcome: str
    detail: str = ""


def compare(path: Path) -> Compared:
    """One file, or one folder that holds one series, through both."""
    name = name_of(path)
    theirs, their_refusal = _theirs(path)
    ours, our_refusal = _ours(path)
    if theirs is None and not ours:
        return Compared(name, "neither", our_refusal)
    if theirs is None:
        return Compared(name, "only ours", their_refusal)
    if not ours:
        return Compared(name, "only SimpleITK", our_refusal)
    differences = [_difference(series, values, theirs) for series, values in ours]
    best = min(differences, key=len)
    if best and len(ours) > 1 and not _missing(ours, theirs):
        shapes = ", ".join(str(values.shape) for _, values in ours)
        return Compared(name, "split", f"{theirs.GetSize()[::-1]} into {shapes}")
    return Compared(name, "differs" if best else "equal", best)


def _missing(ours: Sequence[tuple[Series, NDArray[Any]]], image: sitk.Image) -> int:
    """How many of their slices none of our volumes holds."""
    slices = {np.ascontiguousarray(plane, dtype=np.float64).tobytes() for _, values in ours for plane in values}
    array = sitk.GetArrayFromImage(image).astype(np.float64)
    planes = array.reshape(-1, *array.shape[-2:])
    return sum(np.ascontiguousarray(plane).tobytes() not in slices for plane in planes)


def _theirs(path: Path) -> tuple[sitk.Image | None, str]:
    try:
        if path.is_file():
            return sitk.ReadImage(str(path)), ""
        reader = sitk.ImageSeriesReader()
        found = reader.GetGDCMSeriesIDs(str(path))
        if not found:
            return None, "no series"
        reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(path), found[0]))
        return reader.Execute(), ""
    except RuntimeError as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        return None, lines[-1] if lines else "refused"


def _ours(path: Path) -> tuple[list[tuple[Series, NDArray[Any]]], str]:
    """Every series with its values; and the first sentence of what is refused."""
    try:
        series = readers.contents(path).series
    except ReadError as error:
        return [], str(error)
    read, refusal = [], ""
    for each in series:
        try:
            read.append((each, each.source.read().values))
        except ReadError as error:
            refusal = refusal or str(error)
    return read, refusal


def _difference(series: Series, values: NDArray[Any], image: sitk.Image) -> str:
    """How our series differs from their image; "" where it does not."""
    array, dimensions = sitk.GetArrayFromImage(image), image.GetDimension()
    coloured = image.GetNumberOfComponentsPerPixel() == 3
    if coloured:
        array = array.astype(np.float64) @ LUMINANCE
    spacing, origin = np.array(image.GetSpacing()), np.array(image.GetOrigin())
    axes = np.array(image.GetDirection()).reshape(dimensions, dimensions)
    candidates = [array[None]] if dimensions == 2 else list(array) if dimensions == 4 else [array]
    matching = [each for each in candidates if each.shape == values.shape]
    if not matching:
        return f"shape {values.shape}, SimpleITK's {candidates[0].shape} x {len(candidates)}"
    levels = 2.0 if coloured else 0.0  # rounding: of the luminance, and of colours that are stored as YBR
    flipped, found = min((_values_differ(values, each, levels) for each in matching), key=lambda pair: len(pair[1]))
    if found:
        return found
    if dimensions == 2 or not series.geometry.known or not series.geometry.oriented:
        return ""
    theirs = np.eye(4)
    theirs[:3, :3], theirs[:3, 3] = axes[:3, :3] * spacing[:3], origin[:3]
    ours = series.geometry.affine.copy()
    if flipped:  # slices run the other way
        ours[:3, 3] += ours[:3, 2] * (len(values) - 1)
        ours[:3, 2] *= -1
    if len(values) == 1:  # no second slice to give the third axis a length
        ours, theirs = np.delete(ours, 2, axis=1), np.delete(theirs, 2, axis=1)
    if np.abs(ours - theirs).max() <= 1e-3:
        return ""
    return f"affine off by {np.abs(ours - theirs).max():.4g} mm"


def _values_differ(ours: NDArray[Any], theirs: NDArray[Any], levels: float) -> tuple[bool, str]:
    """Are slices in the other order, and how do the values differ by more than `levels`?"""
    wide, other = ours.astype(np.float64), theirs.astype(np.float64)
    other = np.nan_to_num(other, nan=0.0, posinf=0.0, neginf=0.0)
    at_most = levels + 1e-6 * max(1.0, float(np.abs(other).max(initial=0)))
    for flipped in (False, True):
        if np.abs(wide - (other[::-1] if flipped else other)).max(initial=0) <= at_most:
            return flipped, ""
    share = float(np.mean(np.abs(wide - other) > at_most))
    return False, f"{share:.1%} of the values, by up to {np.abs(wide - other).max():.4g}"


def name_of(path: Path) -> str:
    """Relative to whatever brought the file."""
    for folder in (PYDICOM, NIBABEL, SHARED):
        if path.is_relative_to(folder):
            return str(path.relative_to(folder))
    return path.name


def files() -> Iterator[Path]:
    """What is compared when nothing is named."""
    yield from sorted(PYDICOM.glob("*.dcm"))
    for suffix in ("*.nii", "*.nii.gz", "*.hdr", "*.dcm"):
        yield from sorted(NIBABEL.glob(suffix))
    if SHARED.is_dir():
        yield from sorted((SHARED / "nifti").rglob("*.nii.gz"))
        yield from sorted((SHARED / "dicom").glob("enhanced_*/*.dcm"))
        yield from sorted(each for each in (SHARED / "dicom").iterdir() if "enhanced" not in each.name)


def main(named: list[str]) -> int:
    """Print the table."""
    warnings.simplefilter("ignore")
    outcomes: Counter[str] = Counter()
    for path in map(Path, named) if named else files():
        found = compare(path)
        outcomes[found.outcome] += 1
        print(f"{found.name:<60} {found.outcome:<15} {found.detail}")  # noqa: T201
    print(", ".join(f"{outcome}: {count}" for outcome, count in outcomes.most_common()))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
