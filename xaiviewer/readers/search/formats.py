"""Which reader a file is for, told from its name, and where the name says nothing from its first bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from xaiviewer.case.series import Cancel, never
from xaiviewer.errors import Cancelled
from xaiviewer.readers import nifti
from xaiviewer.readers.files.listing import NO_IMAGE, Skipped
from xaiviewer.readers.files.synthetic import MARKER
from xaiviewer.readers.naming.layout import is_picture

ARCHIVE = "an archive that is not opened ({}); unpack it first"
FOREIGN = "a format that is not read ({}); convert it to NIfTI or DICOM"
NO_DICOM = "no DICOM file, whatever its name says"
UNKNOWN = "no image that this program knows"
EMPTY = "an empty file"

_TEXTS = (
    "txt csv tsv json jsonl pdf xls xlsx ods doc docx odt rtf ppt pptx md rst html htm xml yaml yml toml ini "
    "cfg log py ipynb m mat r rda sh bat exe dll so c cpp h java js css pkl npy npz h5 hdf5 pt pth onnx ckpt "
    "safetensors db sqlite bval bvec bvals bvecs lta xfm mp4 avi mov mp3 wav svg "
    "eps ps url lnk bib tex label tck trk stl obj ply gii fcsv mrml md5 lock parquet whl iso jar inf config"
)
_FOREIGN = "mha mhd nrrd nhdr mgz mgh mnc minc par rec mif gif webp svs ndpi czi lif heic"
_PACKED = "tar gz tgz 7z rar bz2 xz zst"
_NO_IMAGES, _FOREIGN_IMAGES, _ARCHIVES = (
    frozenset("." + each for each in words.split()) for words in (_TEXTS, _FOREIGN, _PACKED)
)


@dataclass
class FilesByFormat:
    """Paths by the reader that they are for, in order."""

    dicom: list[Path] = field(default_factory=list)
    nifti: list[Path] = field(default_factory=list)
    pictures: list[Path] = field(default_factory=list)
    archives: list[Path] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Files that may be images."""
        return sum(map(len, (self.dicom, self.nifti, self.pictures, self.archives)))


def sort_by_format(paths: Iterable[Path], *, cancelled: Cancel = never) -> FilesByFormat:
    """Every path under its kind; files are opened only where the name tells nothing, for their first bytes.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    kinds = FilesByFormat()
    for path in paths:
        if cancelled():
            raise Cancelled
        _put(path, kinds)
    return kinds


def is_nifti(path: Path) -> bool:
    """Is the file for the reader of NIfTI? By its name; but a lone .img may be DICOM, as some archives call it."""
    if not nifti.is_nifti(path.name) or path.suffix.lower() != ".img":
        return nifti.is_nifti(path.name)
    header, *_ = nifti.pair_of(path)
    if header.is_file():
        return True
    from xaiviewer.readers import dicom  # noqa: PLC0415

    return not dicom.is_dicom(path)


def _put(path: Path, kinds: FilesByFormat) -> None:
    name, suffix = path.name, path.suffix.lower()
    if name == MARKER or name.upper() == "DICOMDIR":
        return  # read where it lies beside slices; an index of the files below it, which are found without
    if is_nifti(path):
        kinds.nifti.append(path)
    elif is_picture(name):
        kinds.pictures.append(path)
    elif suffix == ".zip":
        kinds.archives.append(path)
    elif suffix in _NO_IMAGES:
        kinds.skipped.append(Skipped(path, f"{NO_IMAGE} ({suffix})"))
    elif suffix in _ARCHIVES:
        kinds.skipped.append(Skipped(path, ARCHIVE.format(suffix)))
    elif suffix in _FOREIGN_IMAGES:
        kinds.skipped.append(Skipped(path, FOREIGN.format(suffix)))
    else:
        _put_unnamed(path, kinds)


def _put_unnamed(path: Path, kinds: FilesByFormat) -> None:
    from xaiviewer.readers import dicom  # noqa: PLC0415 - pydicom takes half a second to import

    if dicom.is_dicom(path):
        kinds.dicom.append(path)
        return
    try:
        with path.open("rb") as file:
            size = len(file.read(1))
    except OSError as error:
        kinds.skipped.append(Skipped(path, f"it cannot be read ({(error.strerror or 'error').lower()})"))
        return
    named = path.suffix.lower() in {".dcm", ".dicom", ".ima"}
    kinds.skipped.append(Skipped(path, EMPTY if not size else NO_DICOM if named else UNKNOWN))
