"""What the tests of DICOM masks share: images with a place in the patient, and masks that betray every flip."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from xaiviewer.case import Series
from xaiviewer.readers.dicom import studies

HERE = Path(__file__).parent
SHAPE = (6, 11, 13)
SPACING = (0.9, 1.2, 3.0)  # column, row, slice


@pytest.fixture(scope="session")
def writing(helpers: Callable[[Path], ModuleType]) -> ModuleType:
    """Writes masks."""
    return helpers(HERE / "writing.py")


@pytest.fixture(scope="session")
def images(helpers: Callable[[Path], ModuleType]) -> ModuleType:
    """Writes MR series."""
    return helpers(HERE.parent / "dicom" / "writing.py")


@pytest.fixture
def scan(tmp_path: Path, images: ModuleType) -> Callable[..., tuple[list[Path], Series]]:
    """Writes an MR series and gives its files, in the order of the series' slices, and the series."""

    def made(
        affine: np.ndarray, shape: tuple[int, int, int] = SHAPE, name: str = "mr", **tags
    ) -> tuple[list[Path], Series]:
        voxels = np.arange(np.prod(shape)).reshape(shape).astype(np.uint16)
        files = images.write_mr_series(tmp_path / name, voxels, affine, **tags)
        found, skipped = studies(files, root=tmp_path / name)
        assert not skipped
        (series,) = found[0].series
        return list(series.files), series

    return made


def affine_of(rotation: np.ndarray, spacing: tuple[float, float, float] = SPACING) -> np.ndarray:
    affine = np.eye(4)
    affine[:3, :3] = rotation * spacing
    affine[:3, 3] = (-21.5, 33.25, -7.125)
    return affine


def _turned(seed: int) -> np.ndarray:
    turn, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(3, 3)))
    return turn * np.linalg.det(turn)


ORIENTATIONS = {
    "axial": np.eye(3),
    "feet first": np.diag([-1.0, 1.0, -1.0]),
    "sagittal": np.array([[0, 0, -1.0], [1, 0, 0], [0, -1, 0]]),
    "coronal": np.array([[1.0, 0, 0], [0, 0, 1], [0, -1, 0]]),
    "oblique": _turned(5),
}


@pytest.fixture(params=ORIENTATIONS)
def affine(request: pytest.FixtureRequest) -> np.ndarray:
    """Of (column, row, slice) to LPS mm; slices ascend along row x column."""
    return affine_of(ORIENTATIONS[request.param])


@pytest.fixture
def mask() -> np.ndarray:
    """No symmetry, two slices without any voxel, an island, a hole and a pixel that touches by a corner."""
    drawn = np.zeros(SHAPE, dtype=bool)
    drawn[1, 2:8, 3:9] = True
    drawn[1, 4:6, 5:7] = False
    drawn[1, 9, 11] = drawn[1, 8, 9] = True
    drawn[2, 3:5, 1:12] = True
    drawn[4] = np.random.default_rng(0).random(SHAPE[1:]) < 0.4
    return drawn


@pytest.fixture
def labels(mask: np.ndarray) -> np.ndarray:
    """The mask in three parts."""
    parts = mask.astype(np.uint8)
    parts[2] *= 2
    parts[4, :, 6:] *= 3
    return parts
