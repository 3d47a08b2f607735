"""One command from a folder of patients to trained weights, and to what they are worth on patients they never saw."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import nn

from xaiviewer.errors import UsageError
from xaiviewer.nets.architectures.evidence_resnet import EvidenceResNet
from xaiviewer.nets.architectures.registry import segmenter
from xaiviewer.training.data.folds import Folds, draw_folds
from xaiviewer.training.data.patients import Patient, load_patients, with_permuted_labels
from xaiviewer.training.fitting.gate import judged_by_folds
from xaiviewer.training.learning.deep_supervision import bare, dice_and_cross_entropy
from xaiviewer.training.learning.loop import fit
from xaiviewer.training.learning.tasks import ClassifierTask, SegmenterTask
from xaiviewer.training.package import package
from xaiviewer.training.recipe import Judged, Task


def _segmenter_task() -> Task:
    """Refused before patients are read where its loss is not installed."""
    dice_and_cross_entropy()
    return SegmenterTask()


CLASSIFIER, SEGMENTER = "classifier", "segmenter"

TASKS: dict[str, tuple[Callable[[], Task], Callable[[], nn.Module]]] = {
    CLASSIFIER: (ClassifierTask, EvidenceResNet),
    SEGMENTER: (_segmenter_task, segmenter),
}

_PERMUTED = "permuted"
ALL = "all"
"""The member trained on every patient: the one that is shipped."""


def fold_name(fold: int) -> str:
    """The folder of a fold's network."""
    return f"fold-{fold}"


@dataclass(frozen=True, eq=False)
class _Trainer:
    """What the networks of one command have in common."""

    task: Task
    build: Callable[[], nn.Module]
    folder: Path
    seed: int
    device: torch.device
    report: Callable[[str], None]
    progress: Callable[[str, float], None] | None

    def network(self, member: str, patients: Sequence[Patient], judges: Sequence[Patient]) -> list[Judged]:
        """Train a member of the cross-validation, or go on with it, and have it judged; nothing is done twice."""
        folder = self.folder / member
        folder.mkdir(parents=True, exist_ok=True)
        files = [folder / "judged" / f"{each.name}.npz" for each in judges]
        if not (folder / "weights.pt").exists() or not all(file.exists() for file in files):
            torch.manual_seed(self.seed)
            network = bare(
                fit(
                    self.task,
                    self.task.in_training(self.build()),
                    patients,
                    folder=folder,
                    seed=self.seed,
                    device=self.device,
                    report=lambda line: self.report(f"{member}: {line}"),
                    progress=partial(self.progress, member) if self.progress is not None else None,
                )
            )
            (folder / "judged").mkdir(exist_ok=True)
            for patient, file in zip(judges, files, strict=True):
                np.savez_compressed(file, allow_pickle=False, **self.task.judge(network, patient))
            torch.save(network.state_dict(), folder / "weights.pt")
            (folder / "checkpoint.pt").unlink(missing_ok=True)
        return [dict(np.load(file)) for file in files]

    def package(
        self,
        member: str,
        judged: Sequence[Judged],
        plan: Folds,
        trained: Sequence[str],
        further: Sequence[str] = (),
    ) -> Path:
        """Write the package of a trained member, calibrated on `judged`, with the networks of `further` members."""
        training = {"folds": asdict(plan), "member": member, "train": list(trained)}
        folder = self.folder / member / "package"
        networks = [self._trained(each) for each in (member, *further)]
        package(self.task, networks, self.task.describe(judged), training=training, folder=folder)
        return folder

    def _trained(self, member: str) -> nn.Module:
        network = self.build()
        file = self.folder / member / "weights.pt"
        network.load_state_dict(torch.load(file, map_location="cpu", weights_only=True))
        return network


def train(
    name: str,
    data: Path,
    folder: Path,
    *,
    folds: int = 3,
    seed: int = 0,
    device: str = "auto",
    permuted: bool = False,
    ensemble: bool = False,
    report: Callable[[str], None] = print,
    progress: Callable[[str, float], None] | None = None,
) -> Path:
    """Cross-validate a network and train it on all patients.

    Each fold's network is trained on the other folds' patients and judges its own; every patient is so judged by a
    network that never saw him. Those judgements calibrate the network trained on all (and, less a fold's own patients,
    that fold's network). The segmenter's gate is chosen with what the classifier's folds said of the same patients,
    where its run lies beside `folder`. `folder` receives folds.json and a folder for each network: ``fold-0`` and so
    on, ``all``, ``permuted``; each with history.jsonl, what was judged, and the model package.

    Args:
        name: "classifier" or "segmenter".
        data: a folder of patients with masks.
        folder: where the run lives; a run found there is resumed, with its own folds.
        folds: number of folds.
        device: "cpu", "cuda", or "auto" for whichever there is.
        permuted: train one on labels dealt anew, too: what maps look like without knowledge.
        ensemble: put the folds' networks into the segmenter's package as well, for thorough outlines.
        report: gets a line per epoch.
        progress: gets the network that trains and the share of its training that is done.

    Returns:
        The model package's folder of the network trained on all patients.

    Raises:
        UsageError: for an unknown network or device, a data set with fewer patients than folds, an ensemble of
            classifiers, or where a package that training needs is not installed.
    """
    if name not in TASKS:
        raise UsageError(f"There is no network {name!r} to train; choose {' or '.join(TASKS)}.")
    if ensemble and name != SEGMENTER:
        raise UsageError("Maps explain one network, so the classifier cannot be an ensemble; leave --ensemble out.")
    make_task, build = TASKS[name]
    task = make_task()
    folder.mkdir(parents=True, exist_ok=True)
    trainer = _Trainer(task, build, folder, seed, _device(device), report, progress)
    patients = load_patients(data, task.recipe.final_size)
    plan = _plan(folder / "folds.json", [each.name for each in patients], folds, seed, data)
    by_name = {each.name: each for each in patients}
    judged: dict[str, Judged] = {}
    for fold, names in enumerate(plan.members):
        judges = [by_name[name] for name in names]  # the order of the names, in which they are dealt out below
        learners = [each for each in patients if each.name not in names]
        judged |= zip(names, trainer.network(fold_name(fold), learners, judges), strict=True)
    if name == SEGMENTER:
        judged = _with_classifier(judged, folder.parent / CLASSIFIER, report)
    for fold, names in enumerate(plan.members):
        others = plan.train(fold)
        trainer.package(fold_name(fold), [judged[each] for each in others if each not in names], plan, others)
    everyone = [judged[each] for each in plan.names]
    if permuted:
        trainer.network(_PERMUTED, with_permuted_labels(patients, seed), [])
        trainer.package(_PERMUTED, everyone, plan, plan.names)
    trainer.network(ALL, patients, [])
    further = [fold_name(fold) for fold in range(len(plan.members))] if ensemble else []
    return trainer.package(ALL, everyone, plan, plan.names, further)


def _with_classifier(judged: Mapping[str, Judged], run: Path, report: Callable[[str], None]) -> dict[str, Judged]:
    """What the segmenter's folds made of each patient and, from the run beside it, what the classifier's said."""
    found = judged_by_folds(run)
    missing = [name for name in judged if name not in found]
    if missing:
        report(
            f"Outlined is what is called tumour: no better gate can be chosen, as {run} has not judged {len(missing)} "
            f"of {len(judged)} patients. Train the classifier on the same patients and run this command again; nothing "
            "is trained twice."
        )
    return {name: {**each, **found.get(name, {})} for name, each in judged.items()}


def _plan(file: Path, names: list[str], count: int, seed: int, data: Path) -> Folds:
    """The folds of the run in this folder, or new ones."""
    if not file.exists():
        if not 2 <= count <= len(names):
            raise UsageError(f"{data} holds {len(names)} patients; they cannot be dealt into {count} folds.")
        draw_folds(names, seed=seed, count=count).save(file)
    plan = Folds.load(file)
    if set(plan.names) != set(names):
        raise UsageError(
            f"The run in {file.parent} was begun with other patients than {data} holds; name another folder."
        )
    return plan


def _device(name: str) -> torch.device:
    available = torch.cuda.is_available()
    if name == "cuda" and not available:
        raise UsageError("This machine has no CUDA device that torch can use; train with --device cpu.")
    return torch.device("cuda" if name == "cuda" or (name == "auto" and available) else "cpu")
