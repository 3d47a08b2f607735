"""The training loop both networks share."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from xaiviewer.training.data.patients import Patient
from xaiviewer.training.learning.batches import batches
from xaiviewer.training.learning.checkpoint import Run
from xaiviewer.training.recipe import Task


def fit(
    task: Task,
    network: nn.Module,
    patients: Sequence[Patient],
    *,
    folder: Path,
    seed: int,
    device: torch.device,
    report: Callable[[str], None],
    progress: Callable[[float], None] | None = None,
) -> nn.Module:
    """Train `network` by its fixed recipe and return its averaged weights at the end.

    Nothing is chosen on the way: the patients who judge the network have no say in when it stops or which weights are
    kept, so their figures owe nothing to luck.

    Every epoch ends with a checkpoint in `folder`; a second call with the same folder goes on from there.
    ``history.jsonl`` gets one line per epoch, `report` too; `progress` gets the share of the training that is done.
    """
    run = Run.start(network, task.recipe, device)
    checkpoint = folder / "checkpoint.pt"
    if checkpoint.exists():
        run.load(checkpoint, device)
        report(f"resumed after epoch {run.epoch - 1}")
    for epoch in range(run.epoch, task.recipe.epochs):
        started = time.monotonic()
        loss = _train_epoch(task, run, patients, epoch, seed=seed, progress=progress)
        run.save(checkpoint, epoch)
        line = json.dumps(
            {
                "epoch": epoch,
                "size": task.recipe.size_at(epoch),
                "loss": round(loss, 4),
                "seconds": round(time.monotonic() - started),
            }
        )
        with (folder / "history.jsonl").open("a", encoding="utf-8") as history:
            history.write(line + "\n")
        report(line)
    return run.average.network


def _train_epoch(
    task: Task,
    run: Run,
    patients: Sequence[Patient],
    epoch: int,
    *,
    seed: int,
    progress: Callable[[float], None] | None,
) -> float:
    """One pass over the patients; the mean loss."""
    device = next(run.network.parameters()).device
    threads = 1 if device.type == "cpu" else os.cpu_count() or 1  # where the processor trains, it has no time to spare
    losses = []
    run.network.train()
    for passed, batch in batches(task, patients, epoch, seed, threads=threads):
        if progress is not None:
            progress((epoch + passed) / task.recipe.epochs)
        for group in run.optimiser.param_groups:
            group["lr"] = task.recipe.rate_at(epoch, passed)
        with torch.autocast(device.type, torch.bfloat16):
            loss = task.loss(run.network, batch.to(device, task.recipe.layout))
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(run.network.parameters(), 1.0)
        run.optimiser.step()
        run.optimiser.zero_grad()
        run.average.update(run.network)
        losses.append(loss.detach())
    return float(np.mean([float(each) for each in losses]))
