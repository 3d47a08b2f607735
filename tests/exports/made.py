"""Cases that were explained, without a network: made by hand, on a grid that lies somewhere in the patient."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from xaiviewer.case import SEQUENCES, Case, Frame, Geometry, Grid, Mask, Volume
from xaiviewer.display.appearance import Appearance
from xaiviewer.exports.context import Context, Reading, Wanted
from xaiviewer.exports.identity import Identity, as_written, pseudonymous, with_name
from xaiviewer.records.asked import Answered
from xaiviewer.records.export import ExplainedCase
from xaiviewer.requests import (
    Analysis,
    Assessment,
    AttributionMap,
    Curve,
    Favourite,
    Layer,
    ModelDescription,
    ModelIdentity,
    Regions,
    Request,
    SequenceShares,
    SliceResult,
)

SHAPE, SIDE = (4, 48, 40), 48
AFFINE = np.array([[0.9, 0, 0, -20], [0, 0.9, 0, -22], [0, 0, 5.0, 8], [0, 0, 0, 1.0]])
NETWORK = ModelIdentity("made by hand", "none", "ab" * 32)
NAME = "Mueller_Annegret_19630412"
SLICES = tuple(f"{NAME}_{number}" for number in range(1, 5))


def case_of(name: str = NAME, *, placed: bool = True) -> Case:
    """Four slices of a head with a bright disc, outlined on two; every name in it is the patient's."""
    rows, columns = np.mgrid[: SHAPE[1], : SHAPE[2]]
    head = ((rows - 24) / 20) ** 2 + ((columns - 20) / 16) ** 2 < 1
    lesion = (rows - 20) ** 2 + (columns - 26) ** 2 < 5**2
    mask = np.zeros(SHAPE, dtype=bool)
    mask[1:3] = lesion
    noise = np.random.default_rng(3)
    geometry = Geometry(AFFINE, known=True) if placed else Geometry()
    volumes = tuple(
        Volume(each, np.clip(90 * head + 80 * mask + noise.normal(0, 4, SHAPE), 0, 255).astype(np.uint8), geometry)
        for each in SEQUENCES
    )
    return Case(
        name,
        Path("/data") / name,
        volumes,
        tuple(f"{name}_{number}" for number in range(1, SHAPE[0] + 1)),
        Mask(mask, np.array([True, True, True, False])),
        notices=(f"{name}_3.tif was read as grey, scanned 2019-03-02.",),
        main_sequence=list(SEQUENCES)[1],
        acquired=Grid(geometry, SHAPE) if placed else None,
    )


def request_of(method: str) -> Request:
    """What is asked of the network that there is not."""
    return Request.of(method, network=NETWORK.sha256, class_index=1)


def explained_of(case: Case) -> ExplainedCase:
    """Two layers whose maps are hot where the disc is."""
    layers = tuple(
        Layer(f"layer{number}", "relu", (SIDE // stride, SIDE // stride), stride, (f"Stage {number}",))
        for number, stride in ((1, 4), (2, 8))
    )
    description = ModelDescription(NETWORK, classes=("nothing", "lesion"), finding=1, layers=layers)
    asked = request_of("grad-cam")
    maps = {}
    for index, layer in enumerate(layers):
        cells = np.zeros((SHAPE[0], *layer.grid), dtype=np.float32)
        cells[1:3, 20 // layer.stride, 30 // layer.stride] = 2.0 + index
        maps[index] = cells - 0.25
    slices = {}
    for number in range(SHAPE[0]):
        chance = (0.1, 0.9, 0.8, 0.2)[number]
        curve = Assessment(asked, "mass", Curve(np.array([0.5, 0.25])))
        outline = np.zeros(SHAPE[1:], dtype=bool)
        outline[18:24, 22:30] = True
        slices[number] = SliceResult(
            number,
            np.array([0.0, np.log(chance / (1 - chance))], dtype=np.float32),
            np.array([1 - chance, chance], dtype=np.float32),
            outline if chance > 0.5 else None,
            {},
            {asked: {"mass": curve}} if number in (1, 2) else {},
        )
    favourites = tuple(Favourite("grad-cam", float("nan"), float("nan"), 0) for _ in layers)
    frame = Frame(-0.5, -4.5, SIDE, SIDE)
    analysis = Analysis(description, 1, (asked,), favourites, frame, {"classifier": NETWORK}, slices)
    return ExplainedCase(case, analysis, {0: "grad-cam", 1: "grad-cam"}, maps)


def answers_of() -> tuple[Answered, ...]:
    """A map at the input, regions, and what the sequences add, of one slice."""
    at_input = np.zeros((SIDE, SIDE), dtype=np.float32)
    at_input[20, 30] = 1.5
    labels = np.zeros((SIDE, SIDE), dtype=np.int32)
    labels[16:24, 26:34], labels[30:40, 10:20] = 1, 2
    occlusion, lime, shapley = (request_of(each) for each in ("occlusion", "lime", "sequence-shapley"))
    regions = Regions(lime, 1, labels, np.array([0.7, -0.2], dtype=np.float32), "Two regions.")
    shares = SequenceShares(shapley, 1, tuple(SEQUENCES), np.array([0.5, 1.0, 0.25]), -0.25, 1.5)
    return (
        Answered(occlusion, {1: AttributionMap(occlusion, 1, at_input)}),
        Answered(lime, {1: regions}),
        Answered(shapley, {1: shares}),
    )


def context_of(case: Case, *, salt: bytes = b"", answered: bool = False, scale: int = 1) -> Context:
    """All that is known of a case, under its name, or with a salt under a pseudonym."""
    identity: Identity = pseudonymous(case, salt) if salt else with_name(case)
    explained = as_written(explained_of(case), identity)
    marks = np.zeros(SHAPE, dtype=bool)
    marks[2, 10:14, 10:14] = True
    return Context(
        explained,
        identity,
        case,
        appearance=replace(Appearance(), sequence=None).settled(explained.case),
        answered=answers_of() if answered else (),
        settings={"method": "grad-cam"},
        readings=(
            Reading("reader 1", "case", "Do you agree?", "partly", identity.moved("2024-05-06T07:08:09Z"), holds=False),
            Reading("reader 1", "slice 2", "Do you agree?", "yes", identity.moved("2024-05-06T07:09:09Z"), slice=1),
        ),
        head="cd" * 32,
        marks=marks,
        wanted=Wanted(scale, images=True),
    )
