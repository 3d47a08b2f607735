"""The training loop both networks share."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from xaiviewer.training.batches import batches
from xaiviewer.training.checkpoint import Run
from xaiviewer.training.patients import Patient
from xaiviewer.training.recipe import Task

_VALIDATE_EVERY = 4  # epochs, before the final input size is reached


def fit(
    task: Task,
    network: nn.Module,
    train: Sequence[Patient],
    validation: Sequence[Patient],
    *,
    folder: Path,
    seed: int,
    device: torch.device,
    report: Callable[[str], None],
    progress: Callable[[float], None] | None = None,
) -> nn.Module:
    """Train `network` and return its averaged weights at the end.

    Not those of the best epoch: on a handful of validation patients the best of many epochs is mostly luck. The
    validation patients stop the last cycle early where its score no longer rises.

    Every epoch ends with a checkpoint in `folder`; a second call with the same folder goes on from there.
    ``history.jsonl`` gets one line per epoch, `report` too; `progress` gets the share of the training that is done.
    """
    recipe = task.recipe
    run = Run.start(network, recipe, device)
    checkpoint = folder / "checkpoint.pt"
    last_cycle = recipe.epochs - recipe.cycles[-1].epochs
    if checkpoint.exists():
        run.load(checkpoint, device)
        report(f"resumed after epoch {run.epoch - 1}")
    for epoch in range(run.epoch, recipe.epochs):
        started = time.monotonic()
        if epoch == last_cycle:
            run.best = -math.inf  # a checkpoint of a recipe with fewer cycles brings the best of another cycle
        loss = _train_epoch(task, run, train, epoch, seed=seed, progress=progress)
        final = recipe.size_at(epoch) == recipe.final_size
        line = {"epoch": epoch, "size": recipe.size_at(epoch), "loss": round(loss, 4)}
        line["seconds"] = round(time.monotonic() - started)
        if final or epoch % _VALIDATE_EVERY == _VALIDATE_EVERY - 1:
            scores = task.validate(run.average.network, validation)
            line |= {name: round(value, 4) for name, value in scores.items()}
            if final and epoch >= last_cycle and scores[task.score] > run.best:
                run.best, run.best_epoch = scores[task.score], epoch
        run.save(checkpoint, epoch)
        with (folder / "history.jsonl").open("a", encoding="utf-8") as history:
            history.write(json.dumps(line) + "\n")
        report(json.dumps(line))
        if run.best > -math.inf and epoch - run.best_epoch >= recipe.patience:
            report(f"no better validation score for {recipe.patience} epochs: stopped")
            break
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
    losses = []
    run.network.train()
    for passed, batch in batches(task, patients, epoch, seed):
        if progress is not None:
            progress((epoch + passed) / task.recipe.epochs)
        for group in run.optimiser.param_groups:
            group["lr"] = task.recipe.rate_at(epoch, passed)
        with torch.autocast(device.type, torch.bfloat16):
            outputs = run.network(batch.images.to(device).contiguous(memory_format=torch.channels_last))
        loss = task.loss(outputs.float(), batch.masks.to(device), batch.labels.to(device))
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(run.network.parameters(), 1.0)
        run.optimiser.step()
        run.optimiser.zero_grad()
        run.average.update(run.network)
        losses.append(float(loss.detach()))
    return float(np.mean(losses))
