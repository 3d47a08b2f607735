"""A report of an audit that nobody made: every table holds something, and its figures are of a plausible size."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from xaiviewer.audit.report import (
    LOOKED,
    SCHEMA,
    STRONGEST,
    WRONG_REASON,
    AuditSettings,
    BestRow,
    CaseEntry,
    CentringRow,
    CurvePoint,
    DisagreementRow,
    FaithfulnessCurve,
    FaithfulnessRow,
    Figure,
    HeatRow,
    LayerEntry,
    LocalisationRow,
    LocalityRow,
    NamedEntry,
    NetworkEntry,
    RelianceRow,
    Report,
    SanityRow,
    SecondStage,
    SkippedEntry,
    SurvivalRow,
)
from xaiviewer.requests import FURTHER_MEASURES, MEASURES, METHODS
from xaiviewer.requests.badges import CHECKS

STAGES = (3, 4, 6, 3)
METHOD_KEYS = ("grad-cam", "grad-cam++", "hires-cam", "layer-cam", "xgrad-cam", "eigen-cam", "eigen-grad-cam")
NULLS = {
    "moved": ("the mask at random places", "placements"),
    "uniform": ("a uniform map", "chance"),
    "brightness: flair": ("brightness of FLAIR", "picture"),
    "edges: flair": ("edges of FLAIR", "picture"),
    "random weights": ("random weights", "networks"),
    "patients": ("other patients' masks", "masks"),
    "outline": ("the model's own outline", "outline"),
}
SHARES = tuple(step / 20 for step in range(21))


def layers() -> tuple[LayerEntry, ...]:
    """The stem and the blocks' outputs of a network that is as deep as a ResNet-50."""
    made = [LayerEntry("relu", "relu", (112, 112), 2, ("Stem",), ("Keras: conv1_relu",))]
    for stage, blocks in enumerate(STAGES, 1):
        side = 112 >> stage
        for block in range(blocks):
            name, other = f"layer{stage}.{block}.relu_2", f"Keras: conv{stage + 1}_block{block + 1}_out"
            made.append(
                LayerEntry(name, "relu", (side, side), 224 // side, (f"Stage {stage}", f"Block {block + 1}"), (other,))
            )
    return tuple(made)


def around(value: float, half: float = 0.03) -> Figure:
    return Figure(value, value - half, value + half)


class Maker:
    """Draws the figures."""

    def __init__(self, seed: int = 0) -> None:
        self.random = np.random.default_rng(seed)
        self.layers = layers()
        self.measures = ("mass", "pointing", "average_precision", "auroc")

    def observed(self, method: str, layer: int, measure: str) -> float:
        """High in the middle for the methods that go element by element, low for the others."""
        depth = layer / (len(self.layers) - 1)
        top = 0.55 if method in {"hires-cam", "layer-cam"} else 0.12
        noise = float(self.random.normal(0, 0.01))
        return max(0.01, top * math.exp(-((depth - 0.25) ** 2) / 0.08) + 0.05 + noise) * (
            1.4 if measure != "mass" else 1
        )

    def survival(self) -> list[SurvivalRow]:
        rows = []
        for measure in self.measures:
            for at, layer in enumerate(self.layers):
                depth = at / (len(self.layers) - 1)
                expected = {
                    "moved": 0.07,
                    "uniform": 0.03,
                    "brightness: flair": 0.38 - 0.22 * depth,
                    "edges: flair": 0.11,
                    "random weights": 0.05,
                    "patients": 0.12,
                    "outline": 0.8 - 0.2 * depth,
                }
                for method in METHOD_KEYS:
                    observed = self.observed(method, at, measure)
                    for null, value in [*expected.items(), (STRONGEST, max(list(expected.values())[:-1]))]:
                        kind = NULLS[null][1] if null in NULLS else STRONGEST
                        stands = "brightness: flair" if null == STRONGEST else ""
                        gap = observed - value
                        q = 0.0005 if gap > 0.05 else 0.3
                        rows.append(
                            SurvivalRow(
                                method, layer.name, measure, null, kind, stands, 20, observed, value, gap, gap - 0.03,
                                gap + 0.03, q / 2, q, 0.9 - 0.3 * depth, gap - 0.03 > 0 and q < 0.05,
                            )
                        )  # fmt: skip
        return rows

    def best(self, survival: list[SurvivalRow]) -> list[BestRow]:
        rows = []
        for measure in self.measures:
            for layer in self.layers:
                of = [
                    each
                    for each in survival
                    if (each.measure, each.layer, each.null) == (measure, layer.name, STRONGEST)
                ]
                top = max(of, key=lambda each: each.difference)
                rows.append(
                    BestRow(
                        layer.name, measure, top.method if top.survives else "", top.method, top.stands_for, 20,
                        top.observed, top.expected, top.difference, top.low, top.high, top.p, top.q,
                        around(top.difference), top.p, top.q,
                    )
                )  # fmt: skip
        return rows

    def second(self) -> SecondStage:
        maps = [("hires-cam", "layer2.0.relu_2"), ("layer-cam", "layer2.1.relu_2")]
        orders = [*maps, ("random order", ""), ("brightness order", "")]
        sanity = [
            SanityRow(
                method, layer, check.key, check.title, check.question, check.source, 20,
                around(0.2 + 0.3 * place), 0.4, check.low_is_good, None if check.key == "completeness" else place == 0,
                0.01, 0.02,
            )
            for place, (method, layer) in enumerate(maps)
            for check in CHECKS.values()
        ]  # fmt: skip
        faithful = [
            FaithfulnessRow(
                method, layer, figure, figure.startswith("deletion"), 20, 100, around(0.5 + 0.1 * place),
                against, around(0.1 - 0.05 * place), 0.01, 0.02,
            )
            for figure in ("deletion", "insertion", "infidelity")
            for place, (method, layer) in enumerate(orders)
            for against in ("random order",)
        ]  # fmt: skip
        curves = [
            FaithfulnessCurve(
                method,
                layer,
                figure,
                tuple(CurvePoint(share, around(self.point(share, place, figure))) for share in SHARES),
            )
            for figure in ("deletion", "insertion")
            for place, (method, layer) in enumerate(orders)
        ]
        chosen = tuple(f"{method} @ {layer}" for method, layer in maps)
        return SecondStage(chosen, 5, 20, tuple(sanity), tuple(faithful), tuple(curves))

    @staticmethod
    def point(share: float, place: int, figure: str) -> float:
        fall = math.exp(-share * 8 / (1 + 2 * place))
        return 0.1 + 0.85 * (fall if figure == "deletion" else 1 - fall)


def reliance() -> list[RelianceRow]:
    found = {"lesion": 0.7, "mirror image": 0.03, "lesion of the largest slice": 0.68, "elsewhere": 0.05}
    found |= {"all but the lesion": 0.2, "lesion shrunk by 50 %": 0.3, "lesion shrunk by 25 %": 0.5}
    found |= {"lesion grown by 25 %": 0.74, "lesion grown by 50 %": 0.78, "lesion grown by 100 %": 0.8}
    return [
        RelianceRow(
            region, 300, 20, around(drop), around(drop), "nothing" if region == "elsewhere" else "elsewhere",
            around(drop - 0.05), 0.001, 0.6 if drop < 0.1 else 0.002,
        )
        for region, drop in found.items()
    ]  # fmt: skip


def disagreement(case: int, place: int, kind: str, mass: float, picture: str = "") -> DisagreementRow:
    right = kind == WRONG_REASON
    return DisagreementRow(
        case, place, kind, "fold-0", "tumour" if right else "no tumour", 0.97 if right else 0.2, 0.3,  # type: ignore[arg-type]
        "layer-cam", "layer2.1.relu_2", mass, 0.3, "brightness: flair", not right, 0.4, 0.5, picture,
    )  # fmt: skip


def make_report(name: str = "patient", folder: str = "/data") -> Report:
    """A whole one; patients are called `name` and a number."""
    maker = Maker()
    survival = maker.survival()
    every = {**MEASURES, **FURTHER_MEASURES}
    cases = [
        CaseEntry(
            number, f"{name} {number}", f"{folder}/{name} {number}", f"fold-{number % 3}", False, 40, 15, 25, 10, 10,
            0.9, ("One notice.",) if number == 1 else (),
        )
        for number in range(1, 21)
    ]  # fmt: skip
    shallow = [(method, layer) for method in ("layer-cam", "grad-cam") for layer in maker.layers]
    return Report(
        schema=SCHEMA,
        notice="Research use, not for diagnosis.",
        versions={"xaiviewer": "1.2", "torch": "2.15"},
        settings=AuditSettings(
            "xaiviewer audit /data --output audited --seed 0",
            True,
            "tumour",
            2000,
            0,
            10,
            0.5,
            5.0,
            8,
            1000,
            "hires-cam",
            "layer2.0.relu_2",
            True,
        ),
        networks=tuple(NetworkEntry(f"fold-{n}", f"{n}" * 64, f"{n + 3}" * 64, 7) for n in range(3)),
        layers=maker.layers,
        methods=tuple(NamedEntry(key, METHODS[key].title, METHODS[key].family, True) for key in METHOD_KEYS),
        measures=tuple(NamedEntry(key, every[key].title, "", every[key].higher_is_better) for key in maker.measures),
        nulls=tuple(NamedEntry(key, title, kind, True) for key, (title, kind) in NULLS.items()),
        cases=tuple(cases),
        skipped=(SkippedEntry(21, f"{name} 21", "It has no mask.", "XV-00012"),),
        findings=("In 5 of 17 layers a method beats the strongest null.", "The last stage loses the lesion."),
        survival=tuple(survival),
        best=tuple(maker.best(survival)),
        localisation=tuple(
            LocalisationRow(method, layer.name, 200, 20, around(0.2), around(0.4), 0.1, 0.2, 0.2, 0.3, around(0.3), 0.4)
            for method, layer in shallow
        ),
        centring=tuple(
            CentringRow(
                method, layer.name, measure, 20, layer.stride / 2 - 0.5, 0.3, 0.28, around(0.02 * at % 0.1), 0.01, 0.04
            )
            for measure in ("mass", "pointing")
            for at, (method, layer) in enumerate(shallow)
        ),
        false_heat=tuple(
            HeatRow(
                method,
                layer.name,
                20,
                300,
                around(0.9 - 0.03 * (at % 17)),
                around(0.05),
                around(0.5 + 0.02 * (at % 17)),
                0.01,
                0.04 if at % 17 > 8 else 0.4,
            )
            for at, (method, layer) in enumerate(shallow)
        ),
        reliance=tuple(reliance()),
        locality=tuple(
            LocalityRow(layer.name, 20, around(0.9 - 0.05 * at), 0.03, around(0.85 - 0.05 * at), 0.001, 0.001, at < 7)
            for at, layer in enumerate(maker.layers)
        ),
        disagreements=(
            disagreement(3, 12, WRONG_REASON, 0.2),
            disagreement(1, 7, WRONG_REASON, 0.02, "pictures/worst.png"),
            disagreement(2, 9, LOOKED, 0.5, "pictures/other.png"),
        ),
        second=maker.second(),
    )


@pytest.fixture
def report() -> Report:
    return make_report()


@pytest.fixture
def made() -> Callable[..., Report]:
    """Makes one: ``made(name)``."""
    return make_report


@pytest.fixture
def bare(report: Report) -> Report:
    """One in which nothing was measured but what an audit is about."""
    return replace(
        report, skipped=(), findings=(), survival=(), best=(), localisation=(), centring=(), false_heat=(), reliance=(),
        locality=(), disagreements=(), second=None,
    )  # fmt: skip
