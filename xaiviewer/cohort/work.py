"""What a worker does: one job, from its path to its folder. It never fails with anything but a sentence."""

from __future__ import annotations

import threading
from functools import lru_cache
from pathlib import Path

from xaiviewer import __version__, paths
from xaiviewer.analysis import Examiner, load_analyser
from xaiviewer.cohort.computation import set_threads
from xaiviewer.cohort.explaining import Tell, explain_case
from xaiviewer.cohort.job import Job, Outcome, loaded, weights_in
from xaiviewer.cohort.plan import Computing
from xaiviewer.errors import UsageError, XaiViewerError
from xaiviewer.records.folders import replacing

_ONE_AT_A_TIME = threading.Lock()
"""The networks work for one thread at a time, however many a worker of somebody else's scheduler has."""


def work(job: Job, computing: Computing, staging: Path, tell: Tell) -> Outcome:
    """Explain one case into a folder of the job's number in `staging`; what lies there from before is replaced.

    In the process of whoever works for a cluster: whatever is wrong comes back as a sentence.
    """
    with _ONE_AT_A_TIME:
        try:
            _refuse_strangers(job, computing, staging)
            tell(0.0, "reading")
            case = loaded(job.path, job.plan.choices, alone=job.alone, nifti=job.plan.nifti)
            analyser = _analyser(computing)
            with replacing(staging / str(job.number), overwrite=True) as folder:
                notices = explain_case(analyser, case, job.plan, folder, tell)
        except XaiViewerError as error:
            return Outcome(job.number, error=str(error), ends_all=isinstance(error, UsageError))
        return Outcome(job.number, case.name, case.source.resolve(), notices)


def _refuse_strangers(job: Job, computing: Computing, staging: Path) -> None:
    """Raise where this process is not what the one that asks takes it for."""
    if job.version != __version__:
        raise UsageError(f"A worker runs xaiviewer {__version__}, not {job.version}; install one version everywhere.")
    if computing.weights and weights_in(computing.models or paths.models()) != computing.weights:
        raise UsageError("A worker has other weights than this program; install one version everywhere.")
    if not staging.is_dir():
        raise UsageError(f"A worker does not see {staging.parent}; name a folder for --output that all machines share.")


def _analyser(computing: Computing) -> Examiner:
    set_threads(computing.threads)
    return _kept(computing)


@lru_cache(maxsize=1)
def _kept(computing: Computing) -> Examiner:
    """The networks, loaded once in a process."""
    return load_analyser(
        models=computing.models,
        device=computing.device,
        classifier=computing.classifier,
        segmenter=computing.segmenter,
    )
