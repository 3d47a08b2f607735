"""What a worker does: one patient, from the path to the file of results; a failure is a sentence, nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from xaiviewer import __version__
from xaiviewer.analysis import Analyser
from xaiviewer.analysis.loading import load_pair
from xaiviewer.analysis.volumes.examiner import VolumeExaminer
from xaiviewer.audit.cases.examine import OtherNetworks, examine_case
from xaiviewer.audit.cases.untaught import UntaughtMaps
from xaiviewer.audit.cases.untaught_volumes import UntaughtVolumes
from xaiviewer.audit.cases.volume import examine_volume
from xaiviewer.audit.judging import sha256
from xaiviewer.audit.plan import AuditJob
from xaiviewer.audit.second.asked import SecondJob, as_bytes
from xaiviewer.audit.second.examine import examine_again
from xaiviewer.audit.store import keep_case
from xaiviewer.cohort.computation import set_threads
from xaiviewer.cohort.job import Outcome
from xaiviewer.cohort.plan import Computing
from xaiviewer.errors import UsageError, XaiViewerError
from xaiviewer.readers import load_case
from xaiviewer.records.folders import write_whole

Tell = Callable[[float, str], None]

_ONE_AT_A_TIME = threading.Lock()
"""The networks work for one thread at a time, however many a worker of somebody else's scheduler has."""

_PAIRS = 4
"""Pairs of networks that a process keeps: three folds' and the bundled one."""


def examine(job: AuditJob, computing: Computing, tell: Tell) -> Outcome:
    """Examine one patient into the audit's folder; whatever is wrong comes back as a sentence."""
    with _ONE_AT_A_TIME:
        try:
            refuse_strangers(job)
            tell(0.0, "reading")
            analyser = analyser_of(job, computing)
            case = load_case(job.path, job.plan.choices)
            asked = job.plan.random_networks, job.plan.permuted
            told: Mapping[str, Any] = {
                "key": job.key,
                "network": job.judging.name,
                "trained": job.judging.trained,
                "opening": job.opening,
                "others": job.others,
                "tell": tell,
            }
            if isinstance(analyser, VolumeExaminer) and analyser.description.volumes:
                beside = _of_volumes(analyser, *asked) if any(asked) else None
                examined = examine_volume(analyser, case, job.plan, networks=beside, **told)
            else:
                examined = examine_case(analyser, case, job.plan, networks=_networks(job, analyser), **told)
            keep_case(job, examined.found, examined.pictures)
        except XaiViewerError as error:
            return Outcome(job.number, error=str(error), ends_all=isinstance(error, UsageError))
        return Outcome(job.number)


def examine_further(job: SecondJob, computing: Computing, tell: Tell) -> Outcome:
    """Ask about the maps that survived on one patient; whatever is wrong comes back as a sentence."""
    with _ONE_AT_A_TIME:
        try:
            refuse_strangers(job.job)
            tell(0.0, "reading")
            analyser = analyser_of(job.job, computing)
            case = load_case(job.path, job.job.plan.choices)
            found = examine_again(analyser, case, job.asked, job.slices, job.job.plan.seed, tell)
            write_whole(job.file, as_bytes(found))
        except XaiViewerError as error:
            return Outcome(job.number, error=str(error), ends_all=isinstance(error, UsageError))
        return Outcome(job.number)


def refuse_strangers(job: AuditJob) -> None:
    """Raise where this process is not what the one that asks takes it for.

    Raises:
        UsageError: for another version, other weights, or a disk that does not hold the audit's folder.
        ModelError: where the weights cannot be read.
    """
    if job.version != __version__:
        raise UsageError(f"A worker runs xaiviewer {__version__}, not {job.version}; install one version everywhere.")
    if (sha256(job.judging.classifier), sha256(job.judging.segmenter)) != job.judging.weights:
        raise UsageError("A worker has other weights than this program; let all machines see the same packages.")
    if not job.folder.is_dir():
        raise UsageError(f"A worker does not see {job.folder}; name a folder for --output that all machines share.")


def analyser_of(job: AuditJob, computing: Computing) -> Analyser:
    """The networks that judge a patient."""
    set_threads(computing.threads)
    return _kept(job.judging.classifier, job.judging.segmenter, computing.device, own=job.judging.own)


@lru_cache(maxsize=_PAIRS)
def _kept(classifier: Path, segmenter: Path, device: str, *, own: bool) -> Analyser:
    """A pair of networks, loaded once in a process."""
    return load_pair(classifier, segmenter, device, own=own)


def _networks(job: AuditJob, analyser: Analyser) -> OtherNetworks | None:
    """Networks that never learned what is looked for; None where none are asked for."""
    plan = job.plan
    if not plan.random_networks and plan.permuted is None:
        return None
    return _untaught(analyser, plan.random_networks, plan.permuted)


@lru_cache(maxsize=_PAIRS)
def _of_volumes(analyser: VolumeExaminer, random: int, permuted: Path | None) -> UntaughtVolumes:
    return UntaughtVolumes(analyser, random, permuted)


@lru_cache(maxsize=_PAIRS)
def _untaught(analyser: Analyser, random: int, permuted: Path | None) -> OtherNetworks:
    return UntaughtMaps(analyser, random, permuted)
