"""The writers, the patients, the networks."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from xaiviewer import paths
from xaiviewer.analysis import Analyser, load_analyser
from xaiviewer.case import SEQUENCES
from xaiviewer.readers import load_case

LGG = (
    "TCGA_CS_4942_19970222",
    "TCGA_HT_A61B_19991127",  # its T1 and T1 + contrast were missing and hold FLAIR
    "TCGA_CS_4943_20000902",
    "TCGA_CS_5393_19990606",
    "TCGA_CS_6290_20000917",
    "TCGA_CS_6667_20011105",
    "TCGA_HT_7602_19951103",
    "TCGA_HT_7686_19950629",
    "TCGA_HT_7692_19960724",
    "TCGA_HT_8018_19970411",
)
PATIENTS = int(os.environ.get("ROUNDTRIP_PATIENTS", "2"))
"""How many of them go round; all ten with ``ROUNDTRIP_PATIENTS=10``."""


def _load(name: str) -> Any:
    module = f"xaiviewer_test_roundtrip_{name}"
    if module not in sys.modules:
        spec = importlib.util.spec_from_file_location(module, Path(__file__).with_name(f"{name}.py"))
        assert spec is not None
        assert spec.loader is not None
        sys.modules[module] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[module])
    return sys.modules[module]


@pytest.fixture(scope="session")
def writing() -> Any:
    """The module of writers."""
    return _load("writing")


@pytest.fixture(scope="session")
def geometry() -> Any:
    """The module of marked volumes."""
    return _load("geometry")


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    """The bundled networks."""
    return load_analyser()


@pytest.fixture(scope="session", params=["phantom", *LGG[:PATIENTS]])
def patient(request: pytest.FixtureRequest, writing: Any) -> Any:
    """The phantom, and real patients where the machine has them."""
    affine = np.diag([0.9375, 0.9375, 6.0, 1.0])
    affine[:3, 3] = -119.53, -101.25, -40.5
    if request.param == "phantom":
        case = load_case(paths.phantom())
        images = np.stack([case.volume(sequence).voxels for sequence in SEQUENCES])
        assert case.mask is not None
        return writing.Patient("phantom", images, case.mask.voxels, affine)
    stored = request.getfixturevalue("shared_data") / "lgg" / request.param
    if not stored.is_dir():
        pytest.skip(f"the patient {request.param} is not in {stored.parent}")
    count = len(list(stored.glob("*.webp")))
    names = [f"{request.param}_{number}" for number in range(1, count + 1)]
    colours = [cv2.imread(str(stored / f"{name}.webp"), cv2.IMREAD_COLOR_RGB) for name in names]
    masks = [cv2.imread(str(stored / f"{name}_mask.png"), cv2.IMREAD_UNCHANGED) for name in names]
    images = np.stack(colours).transpose(3, 0, 1, 2)
    return writing.Patient(request.param, images, np.stack(masks) > 0, affine)
