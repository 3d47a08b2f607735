"""Positions, spacing, direction and values equal SimpleITK's on every file that both read.

``python tests/peers/simpleitk.py`` prints the table of all of them.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

pytestmark = pytest.mark.slow

pytest.importorskip("SimpleITK")

HERE = Path(__file__).resolve().parent
ALONE = "a SEG without its images: SimpleITK shows its frames as a picture, we show masks on images only"
MOSAIC = "a Siemens mosaic: all slices of a volume tiled into one picture, which SimpleITK shows as it is stored"
BIG_ENDIAN = "32 bit, big endian: SimpleITK swaps the bytes of each half only; ours are pydicom's values"
TIMES = "several volumes: SimpleITK stacks them into one"
RESCALES = "magnitudes and a field map in one file: SimpleITK rescales all frames as the file's first; ours follow each"
RLE = "RLE with several bytes to a sample: SimpleITK mixes up the bytes; ours are pydicom's values"
PALETTE = "a palette of 16 bits: SimpleITK gives the upper 8 of them"

MASK = "a mask: ours opens the images that it lies with"

KNOWN: dict[str, tuple[str, str]] = {
    "liver_1frame.dcm": ("only SimpleITK", ALONE),
    "liver_expb_1frame.dcm": ("only SimpleITK", ALONE),
    "0.dcm": ("only SimpleITK", MOSAIC),
    "1.dcm": ("only SimpleITK", MOSAIC),
    "rtdose_expb.dcm": ("differs", BIG_ENDIAN),
    "dicom/20180918GE_mr_0004": ("split", TIMES),
    "dicom/enhanced_Philips/IM_0027_fMAP.dcm": ("differs", RESCALES),
    "nifti/MS-19/MS-19_seg.nii.gz": ("differs", MASK),
    "SC_rgb_rle_16bit.dcm": ("differs", RLE),
    "SC_rgb_rle_16bit_2frame.dcm": ("differs", RLE),
    "SC_rgb_rle_32bit.dcm": ("differs", RLE),
    "SC_rgb_rle_32bit_2frame.dcm": ("differs", RLE),
    "examples_palette.dcm": ("differs", PALETTE),
}
"""What is not equal, and why. "Only ours" and "neither" need no excuse."""


def load() -> ModuleType:
    name = "xaiviewer_test_simpleitk"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, HERE / "simpleitk.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


peer = load()


@pytest.mark.filterwarnings("ignore")  # pydicom's and nibabel's own, of files that are odd on purpose
@pytest.mark.parametrize("path", list(peer.files()), ids=lambda path: path.name)
def test_a_file_that_both_read_is_read_alike(path: Path):
    found = peer.compare(path)
    expected, reason = KNOWN.get(found.name, ("equal", ""))
    if found.outcome in {"only ours", "neither"} and expected == "equal":
        return
    assert found.outcome == expected, f"{found.detail} (known: {reason or 'nothing'})"


def test_every_known_difference_is_among_the_files():
    names = {peer.name_of(path) for path in peer.files()}
    packaged = {name for name in KNOWN if not name.startswith(("dicom/", "nifti/"))}
    assert packaged <= names


def dicom_writer() -> ModuleType:
    file = HERE.parent / "readers" / "dicom" / "writing.py"
    spec = importlib.util.spec_from_file_location("xaiviewer_test_peer_writing", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def oblique() -> np.ndarray:
    """An affine of no particular direction."""
    turn, _ = np.linalg.qr(np.random.default_rng(3).normal(size=(3, 3)))
    affine = np.eye(4)
    affine[:3, :3] = turn * np.sign(np.linalg.det(turn)) * (0.7, 0.9, 3.5)
    affine[:3, 3] = 11.5, -7.25, 30.125
    return affine


@pytest.mark.parametrize("dtype", ["int16", "uint16", "uint8"])
@pytest.mark.parametrize("rescale", [None, (0.25, -3.5), (2, 100)], ids=str)
def test_synthetic_series_are_read_alike(tmp_path: Path, dtype: str, rescale: tuple[float, float] | None):
    low = -900 if dtype == "int16" else 0
    voxels = np.random.default_rng(1).integers(low, 255 if dtype == "uint8" else 4000, (6, 9, 12)).astype(dtype)
    tags = {} if rescale is None else {"RescaleSlope": rescale[0], "RescaleIntercept": rescale[1]}
    dicom_writer().write_mr_series(tmp_path, voxels, oblique(), **tags)
    assert peer.compare(tmp_path).outcome == "equal"


@pytest.mark.parametrize("dtype", ["uint8", "int8", "int16", "uint16", "int32", "uint32", "float32", "float64"])
@pytest.mark.parametrize("suffix", [".nii", ".nii.gz", ".hdr"])
def test_synthetic_volumes_are_read_alike(tmp_path: Path, dtype: str, suffix: str):
    import nibabel

    values = np.random.default_rng(2).integers(0, 120, (12, 9, 6)).astype(dtype)
    image = (nibabel.Nifti1Pair if suffix == ".hdr" else nibabel.Nifti1Image)(values, None)
    ras = np.diag([-1.0, -1.0, 1.0, 1.0]) @ oblique()
    image.set_sform(ras, 1)
    image.set_qform(ras, 1)
    file = tmp_path / f"sub_flair{suffix}"
    nibabel.save(image, file)
    found = peer.compare(file)
    assert found.outcome == "equal", found.detail
