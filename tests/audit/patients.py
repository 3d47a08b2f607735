"""Patients as an examination leaves them, made up: what their maps are worth is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from xaiviewer.audit.found import THRESHOLDS, About, CaseFound, NullKey, SliceFound
from xaiviewer.audit.plan import AuditPlan, Judging
from xaiviewer.audit.report import LayerEntry
from xaiviewer.audit.tables.assemble import Patient, report_of
from xaiviewer.audit.tables.cohort import Cohort
from xaiviewer.requests import FURTHER_MEASURES, MEASURES
from xaiviewer.trust.faithfulness.mask_test import SIZES

METHODS = ("grad-cam", "layer-cam")
PLANTED = ("layer-cam", "shallow")
"""The only map that knows of the lesion."""

NULLS = (
    NullKey("moved", "placements", 100),
    NullKey("uniform", "chance", 1),
    NullKey("brightness: flair", "picture", 1),
    NullKey("another patient", "masks", 3),
    NullKey("the model's outline", "outline", 1),
)
LAYERS = tuple(
    LayerEntry(name, "relu", (side, side), 64 // side, (part,), ("Keras: " + name,))
    for name, side, part in (("shallow", 16, "Stage 1"), ("middle", 8, "Stage 2"), ("deep", 4, "Stage 3"))
)
SHAPE = (len(METHODS), len(LAYERS))


def slice_found(index=3, *, right=True, mass=0.6, inside=True, p=0.001, picture=""):
    return SliceFound(index, int(right), right, 0.9, 0.1, mass, 0.3, "brightness: flair", inside, p, picture)


ONE_SLICE = (slice_found(),)


def patient(seed, planted=0.3, *, slices=ONE_SLICE, empty=(0, 1), nulls=NULLS) -> CaseFound:
    """One whose maps score as their nulls do, give or take, but for the planted one, which scores so much more."""
    rng = np.random.default_rng(seed)
    measures = (*MEASURES, *FURTHER_MEASURES)
    null = rng.normal(0.3, 0.05, (len(measures), len(nulls), *SHAPE))
    null[:, [each.key.startswith("brightness") for each in nulls]] += 0.1
    observed = null.max(axis=1) * 0 + 0.3 + rng.normal(0, 0.05, (len(measures), *SHAPE))
    observed[(slice(None), METHODS.index(PLANTED[0]), 0)] += 0.1 + planted
    aligned = np.stack([observed[: len(MEASURES)], observed[: len(MEASURES)] - 0.05])
    lesion = tuple(each.index for each in slices)
    highest = np.concatenate([rng.uniform(2, 3, (len(lesion), *SHAPE)), rng.uniform(0, 1, (len(empty), *SHAPE))])
    about = About(
        network="fold-0",
        trained=False,
        weights=("a" * 64, "b" * 64),
        classes=("no finding", "finding"),
        finding=1,
        threshold=0.5,
        methods=METHODS,
        layers=LAYERS,
        measures=measures,
        nulls=tuple(nulls),
        opening_method="layer-cam",
        opening_layer="shallow",
        main_sequence="flair",
        pictured=9,
        with_lesion=len(lesion),
        without_lesion=len(empty),
        lesion=lesion,
        empty=tuple(empty),
        correct=8,
        judged=9,
        shift_px=(1.5, 3.5, 7.5),
        sizes=SIZES,
        slices=tuple(slices),
    )
    return CaseFound(
        about,
        observed=observed,
        p=np.full_like(observed, 0.01),
        ceiling=np.full_like(observed, 0.95),
        null=null,
        aligned=aligned,
        peak=rng.uniform(0.2, 0.4, (len(empty), *SHAPE)),
        marked=rng.uniform(0, 0.1, (len(empty), *SHAPE)),
        highest=highest,
        local=np.array([[0.9, 0.6, 0.2], [0.05, 0.05, 0.05]]) + rng.normal(0, 0.01, (2, 3)),
        reliance=np.array([[0.9, 0.8], [0.1, 0.2], [0.9, np.nan]]),
        moved=np.full(20, 0.88),
        tested=np.array([0.95, 0.1, 0.9, 0.6, 0.4, 0.1, 0.1, 0.1, 0.1]),
        iou=np.linspace(0.1, 0.3, len(THRESHOLDS))[:, None, None] * np.ones(SHAPE),
    )


def cohort(number=12, **how) -> Cohort:
    return Cohort(tuple(range(1, number + 1)), tuple(patient(seed, **how) for seed in range(number)), resamples=200)


def report(number=6, *, skipped=(), **how):
    judging = Judging("fold-0", Path("one"), Path("two"), ("a" * 64, "b" * 64), False)
    patients = [Patient(n + 1, f"P{n + 1}", f"/data/P{n + 1}", judging, patient(n, **how)) for n in range(number)]
    return report_of(patients, skipped, AuditPlan(), "xaiviewer audit data --output out", folds=True)
