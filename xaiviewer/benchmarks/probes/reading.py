"""Opening volumes: ours against the libraries that others read them with, on files written for the purpose."""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, MRImageStorage, generate_uid

from xaiviewer import readers
from xaiviewer.benchmarks.material import Material
from xaiviewer.benchmarks.timing import Measured, interleaved, median, milliseconds, ratio
from xaiviewer.case import Preview
from xaiviewer.errors import Cancelled

DISTRIBUTIONS = {"simpleitk": "SimpleITK", "pydicom": "pydicom", "nibabel": "nibabel"}
"""The name under which each peer is installed."""


@dataclass(frozen=True)
class Sizes:
    """How large the files are; a test takes smaller ones.

    Attributes:
        side: rows and columns of a DICOM slice.
        slices: of the series that is raced.
        long: slices of the series whose first one is awaited.
        volume: columns, rows, slices and volumes of the NIfTI file.
    """

    side: int = 512
    slices: int = 384
    long: int = 600
    volume: tuple[int, int, int, int] = (240, 240, 155, 4)


def measure(material: Material, *, repetitions: int = 5, sizes: Sizes | None = None) -> dict[str, Measured]:  # noqa: ARG001
    """Both races and the time to the first slice, each file having been read before: disks are not what is raced.

    Args:
        material: not needed; every probe is called alike.
        repetitions: of each.
        sizes: of the files.
    """
    sizes = sizes or Sizes()
    with tempfile.TemporaryDirectory(prefix="xaiviewer-benchmark-") as name:
        folder = Path(name)
        long, series = folder / "long", folder / "series"
        write_series(long, sizes.long, sizes.side)
        _share(long, series, sizes.slices)
        volume = write_volume(folder / "volumes_flair.nii.gz", sizes.volume)
        what = f"{sizes.slices} slices of {sizes.side} x {sizes.side}"
        found = {"dicom_over_fastest": _race(our_series, DICOM, series, repetitions, what)}
        what = " x ".join(map(str, sizes.volume)) + ", gzip"
        found["nifti_over_fastest"] = _race(our_volumes, NIFTI, volume, repetitions, what)
        to_preview(long)
        seconds = [to_preview(long) for _ in range(repetitions)]
        note = f"{sizes.long} slices; the whole of them searched and ordered, one decoded"
        found["first_of_long_series"] = median(seconds, note)
    return found


def _race(
    ours: Callable[[Path], object],
    peers: Mapping[str, Callable[[Path], object]],
    path: Path,
    repetitions: int,
    what: str,
) -> Measured:
    """Ours over the fastest of the peers that are installed."""
    installed = {name: run for name, run in peers.items() if _version(name)}
    work = {name: partial(run, path) for name, run in {"ours": ours, **installed}.items()}
    seconds = interleaved(work, repetitions)
    fastest = min(installed, key=lambda name: float(np.median(seconds[name])))
    told = [f"{name} {_version(name)} {milliseconds(seconds[name])}" for name in installed]
    told += [f"{name} is not installed" for name in peers if name not in installed]
    note = f"{what}: {milliseconds(seconds['ours'])}; {', '.join(told)}"
    return ratio(seconds["ours"], seconds[fastest], note)


def _version(peer: str) -> str:
    """Its version; "" where it is not installed."""
    try:
        return importlib.metadata.version(DISTRIBUTIONS[peer])
    except importlib.metadata.PackageNotFoundError:
        return ""


# --- who reads


def our_series(folder: Path) -> NDArray[Any]:
    """The case, as the window opens it for the first time."""
    _touch(folder.iterdir())
    return readers.load_case(folder).volume("flair").voxels


def our_volumes(file: Path) -> list[NDArray[Any]]:
    """Every volume of the file."""
    _touch([file])
    return [series.source.read().values for series in readers.contents(file).series]


def _touch(files: Iterable[Path]) -> None:
    """Make files look changed: what the readers remember of them from the repetition before must not help."""
    for file in files:
        os.utime(file)


def _simpleitk_series(folder: Path) -> NDArray[Any]:
    """ImageSeriesReader, as its documentation shows."""
    import SimpleITK  # noqa: PLC0415 - an extra

    sitk: Any = SimpleITK
    reader = sitk.ImageSeriesReader()
    reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(folder)))
    voxels: NDArray[Any] = sitk.GetArrayFromImage(reader.Execute())
    return voxels


def _simpleitk_volume(file: Path) -> NDArray[Any]:
    import SimpleITK  # noqa: PLC0415 - an extra

    sitk: Any = SimpleITK
    voxels: NDArray[Any] = sitk.GetArrayFromImage(sitk.ReadImage(str(file)))
    return voxels


def _pydicom_series(folder: Path) -> NDArray[Any]:
    """Every file read, sorted along the normal, stacked."""
    slices = [pydicom.dcmread(file) for file in folder.iterdir()]
    slices.sort(key=lambda each: float(each.ImagePositionPatient[2]))
    return np.stack([each.pixel_array for each in slices])


def _nibabel_volume(file: Path) -> NDArray[Any]:
    """The stored values, without the detour through float64 that `get_fdata` takes."""
    image: Any = nibabel.load(file)
    values: NDArray[Any] = np.asarray(image.dataobj)
    return values


DICOM: Mapping[str, Callable[[Path], object]] = {"simpleitk": _simpleitk_series, "pydicom": _pydicom_series}
NIFTI: Mapping[str, Callable[[Path], object]] = {"simpleitk": _simpleitk_volume, "nibabel": _nibabel_volume}
"""How each peer reads, by the keys of `DISTRIBUTIONS`; imported where asked for."""


def to_preview(folder: Path) -> float:
    """Seconds from the folder's name to the first slice's pixels."""
    _touch(folder.iterdir())
    arrived: list[float] = []

    def show(_preview: Preview) -> None:
        arrived.append(time.perf_counter())

    start = time.perf_counter()
    with contextlib.suppress(Cancelled):
        readers.load_case(folder, preview=show, cancelled=lambda: bool(arrived))
    return arrived[0] - start


# --- what is read


def write_series(folder: Path, count: int, side: int) -> None:
    """An axial MR series of `count` files, 16 bit, named in no particular order."""
    folder.mkdir()
    uids = {
        key: generate_uid(entropy_srcs=["xaiviewer benchmark", key])
        for key in ("StudyInstanceUID", "SeriesInstanceUID", "FrameOfReferenceUID")
    }
    noise = np.random.default_rng(0).integers(0, 4096, (side, side), dtype=np.uint16)
    for index in range(count):
        made = Dataset()
        made.file_meta = FileMetaDataset()
        made.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        made.file_meta.MediaStorageSOPClassUID = made.SOPClassUID = MRImageStorage
        instance = generate_uid(entropy_srcs=["xaiviewer benchmark", str(index)])
        made.file_meta.MediaStorageSOPInstanceUID = made.SOPInstanceUID = instance
        for key, value in uids.items():
            setattr(made, key, value)
        made.Modality, made.SeriesDescription, made.ImageType = "MR", "AX T2 FLAIR", ["ORIGINAL", "PRIMARY", "M"]
        made.PatientName, made.PatientID, made.SeriesNumber, made.InstanceNumber = "", "benchmark", 1, index + 1
        made.ImagePositionPatient, made.ImageOrientationPatient = [-120, -120, index], [1, 0, 0, 0, 1, 0]
        made.PixelSpacing, made.SliceThickness = [240 / side, 240 / side], 1
        made.SamplesPerPixel, made.PhotometricInterpretation = 1, "MONOCHROME2"
        made.Rows = made.Columns = side
        made.BitsAllocated, made.BitsStored, made.HighBit, made.PixelRepresentation = 16, 16, 15, 0
        made.PixelData = np.roll(noise, 17 * index).tobytes()
        made.save_as(folder / f"{index * 7919 % count:04d}.dcm", enforce_file_format=True)


def _share(source: Path, target: Path, count: int) -> None:
    """The first slices of `source` again, without copying them where the disk allows that."""
    target.mkdir()
    for file in sorted(source.iterdir(), key=_instance)[:count]:
        try:
            os.link(file, target / file.name)
        except OSError:
            shutil.copyfile(file, target / file.name)


def _instance(file: Path) -> int:
    return int(pydicom.dcmread(file, stop_before_pixels=True, specific_tags=["InstanceNumber"]).InstanceNumber)


def write_volume(file: Path, shape: tuple[int, int, int, int]) -> Path:
    """Noise in an ellipsoid on black, int16: it packs about as well as a skull-stripped head does."""
    rng = np.random.default_rng(0)
    axes = [np.linspace(-1.3, 1.3, count, dtype=np.float32) for count in shape[:3]]
    inside = sum(axis**2 for axis in np.meshgrid(*axes, indexing="ij", sparse=True)) < 1
    values = np.zeros(shape, dtype=np.int16)
    values[inside] = rng.normal(600, 40, (np.count_nonzero(inside), shape[3])).astype(np.int16)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made: Any = nibabel
        made.save(made.Nifti1Image(values, np.diag([-1.0, -1.0, 1.0, 1.0])), file)
    return file
