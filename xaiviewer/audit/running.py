"""An audit's jobs: who judges whom, which patients' masks serve whom, and the workers' way in. Free of torch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from xaiviewer.audit.judging import judging_of
from xaiviewer.audit.plan import AuditJob, AuditPlan
from xaiviewer.audit.store import key_of
from xaiviewer.cohort.job import Outcome
from xaiviewer.cohort.plan import Computing

Tell = Callable[[float, str], None]

_SPARE = 4
"""Other patients more than are wanted, for those that cannot be read or have no mask."""


def jobs_of(
    found: Sequence[Path], plan: AuditPlan, folder: Path, models: Path, runs: Path | None, own: Path | None = None
) -> list[AuditJob]:
    """A job for every case.

    Args:
        found: paths of the cases.
        plan: what is asked.
        folder: of the audit.
        models: folder of the bundled packages.
        runs: of a cross-validation; None for none.
        own: package of another classifier than the bundled one; None for that.

    Raises:
        ModelError: where a package cannot be read.
        UsageError: where the runs are not those that the bundled networks are judged by.
    """
    judging = judging_of(found, models, runs, own)
    paths = [path.resolve() for path in found]
    return [
        AuditJob(
            number,
            path,
            key_of(number, path),
            plan,
            judging[number],
            _others(paths, number, plan),
            (own or models / "classifier").resolve(),
            folder.resolve(),
        )
        for number, path in enumerate(paths)
    ]


def _others(paths: Sequence[Path], number: int, plan: AuditPlan) -> tuple[Path, ...]:
    """Other patients in the order in which they are asked for their masks: drawn by the seed, for each anew."""
    if not plan.other_patients:
        return ()
    others = [path for place, path in enumerate(paths) if place != number]
    order = np.random.default_rng((plan.seed, number)).permutation(len(others))
    return tuple(others[place] for place in order[: plan.other_patients + _SPARE].tolist())


def examined(job: Any, computing: Computing, _: Path, tell: Tell) -> Outcome:
    """Examine one patient, in this process or a worker: see `audit.work`."""
    from xaiviewer.audit.work import examine  # noqa: PLC0415 - torch takes seconds to import, and who asks needs none

    return examine(job, computing, tell)


def examined_further(job: Any, computing: Computing, _: Path, tell: Tell) -> Outcome:
    """Ask about the maps that survived on one patient: see `audit.work`."""
    from xaiviewer.audit.work import examine_further  # noqa: PLC0415 - torch takes seconds to import

    return examine_further(job, computing, tell)
