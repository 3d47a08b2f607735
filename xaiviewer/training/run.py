"""One command from a folder of patients to trained weights."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn

from xaiviewer.errors import UsageError
from xaiviewer.nets.architectures import classifier, segmenter
from xaiviewer.training.loop import fit
from xaiviewer.training.package import package
from xaiviewer.training.patients import load_patients
from xaiviewer.training.recipe import Task
from xaiviewer.training.split import Split, split_patients
from xaiviewer.training.tasks import ClassifierTask, SegmenterTask

TASKS: dict[str, tuple[Callable[[], Task], Callable[[], nn.Module]]] = {
    "classifier": (ClassifierTask, classifier),
    "segmenter": (SegmenterTask, segmenter),
}


def train(
    name: str,
    data: Path,
    folder: Path,
    *,
    seed: int = 0,
    validation: int = 8,
    test: int = 10,
    report: Callable[[str], None] = print,
    progress: Callable[[float], None] | None = None,
) -> Path:
    """Train a network; `folder` receives split.json, history.jsonl, the checkpoint and the model package.

    Args:
        name: "classifier" or "segmenter".
        data: a folder of patients with masks.
        folder: where the run lives; a run found there is resumed, with its own split.
        validation, test: number of patients that select the weights, and that are left for the final figures.
        report: gets a line per epoch.
        progress: gets the share of the training that is done.

    Returns:
        The model package's folder.

    Raises:
        UsageError: for an unknown network, or a data set with too few patients to split.
    """
    if name not in TASKS:
        raise UsageError(f"There is no network {name!r} to train; choose {' or '.join(TASKS)}.")
    make_task, build = TASKS[name]
    task = make_task()
    folder.mkdir(parents=True, exist_ok=True)
    patients = load_patients(data, task.recipe.final_size)
    split_file = folder / "split.json"
    if not split_file.exists():
        if len(patients) <= validation + test:
            raise UsageError(f"{data} holds {len(patients)} patients; at least {validation + test + 1} are needed.")
        split_patients([p.name for p in patients], seed=seed, validation=validation, test=test).save(split_file)
    split = Split.load(split_file)
    torch.manual_seed(seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    chosen = [p for p in patients if p.name in split.validation]
    network = fit(
        task,
        build(),
        [p for p in patients if p.name in split.train],
        chosen,
        folder=folder,
        seed=seed,
        device=device,
        report=report,
        progress=progress,
    )
    epochs = len((folder / "history.jsonl").read_text(encoding="utf-8").splitlines())
    package(task, network, chosen, split=split, folder=folder / "package", epochs=epochs)
    return folder / "package"
