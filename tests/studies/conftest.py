"""A small study: eight cases of noise, two to practise on, two readers, three arms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from xaiviewer.case import Case, Frame, Geometry, Mask, Volume
from xaiviewer.studies.design import Arm, Design
from xaiviewer.studies.outputs import Outputs
from xaiviewer.studies.package import StudyCase

ARMS = (
    Arm("unaided", ((),)),
    Arm("prediction", ((), ("prediction",))),
    Arm("map", ((), ("prediction",), ("prediction", "outline", "map"))),
)


def made_case(number: int, *, holds: bool, training: bool = False) -> StudyCase:
    rng = np.random.default_rng(number)
    voxels = rng.integers(0, 255, (4, 16, 16), dtype=np.uint8)
    mask = np.zeros(voxels.shape, dtype=bool)
    mask[1, 4:9, 4:9] = holds
    probability = np.array([0.1, 0.9 if holds else 0.2, 0.1, np.nan], dtype=np.float32)
    outputs = Outputs(
        probability,
        0.5,
        mask.copy(),
        rng.random((4, 4, 4), dtype=np.float32),
        rng.random((4, 4, 4), dtype=np.float32),
        mask,
        Frame(-0.5, -0.5, 16.0, 16),
    )
    name = f"PATIENT^SECRET^{number}"
    case = Case(
        name,
        Path(f"/secret/{name}"),
        (Volume("flair", voxels, Geometry(np.diag([1.0, 1.0, 5.0, 1.0]), known=True), name=name),),
        tuple(f"{name}_{at}" for at in range(4)),
        Mask(mask, np.ones(4, dtype=bool)),
        main_sequence="flair",
    )
    return StudyCase(case, outputs, training)


@pytest.fixture(scope="session")
def cases() -> list[StudyCase]:
    return [made_case(number, holds=number % 2 == 0, training=number > 7) for number in range(10)]


@pytest.fixture
def design() -> Callable[..., Design]:
    def made(**changed: object) -> Design:
        return Design(**{"name": "trial", "arms": ARMS, "readers": ("r1", "r2"), "wash_out_days": 0.0, **changed})

    return made
