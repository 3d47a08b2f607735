"""What training's tests stand on: patients made up, and MONAI's loss."""

from __future__ import annotations

import warnings
from pathlib import Path

import cv2
import numpy as np
import pytest

from xaiviewer.training.data.patients import Patient, load_patients
from xaiviewer.training.learning.deep_supervision import dice_and_cross_entropy


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five patients of four slices; a bright disc in two of them is the tumour."""
    folder = tmp_path_factory.mktemp("data")
    random = np.random.default_rng(0)
    rows, columns = np.mgrid[:64, :64]
    head = np.hypot(rows - 32, columns - 32) < 26
    for number in range(5):
        name = f"TCGA_{'AB'[number % 2]}_{number}"
        (folder / name).mkdir()
        for index in range(4):
            mask = (np.hypot(rows - 28, columns - 34) < 7) & (index in (1, 2))
            image = (head * random.integers(60, 90, (64, 64)) + mask * 90).astype(np.uint8)
            cv2.imwrite(str(folder / name / f"{name}_{index}.tif"), np.dstack([image] * 3))
            cv2.imwrite(str(folder / name / f"{name}_{index}_mask.tif"), (mask * 255).astype(np.uint8))
    return folder


@pytest.fixture(scope="session")
def patients(folder: Path) -> list[Patient]:
    return load_patients(folder, 48)


@pytest.fixture(scope="session")
def monai() -> None:
    """MONAI is imported, with the warnings that this gives."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dice_and_cross_entropy()
