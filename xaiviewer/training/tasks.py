"""What the classifier and the segmenter learn, and how each is judged while it learns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from xaiviewer.evaluation.ranking import auroc
from xaiviewer.nets.preprocessing import Standardisation, network_input
from xaiviewer.nets.segmentation import onto_slice
from xaiviewer.training.patients import STRIP_DEPTH, Patient, resized
from xaiviewer.training.recipe import Cycle, Recipe

CLASSIFIER = Recipe(
    cycles=(
        Cycle(epochs=30, sizes=((0.4, 128), (0.35, 176), (0.25, 224)), rate=2e-3),
        Cycle(epochs=10, sizes=((0.5, 176), (0.5, 224)), rate=1e-3, mixup=0.3),
    ),
    batch=32,
    weight_decay=0.05,
    average=0.998,
    patience=8,
)

SEGMENTER = Recipe(
    cycles=(Cycle(epochs=36, sizes=((0.35, 128), (0.3, 160), (0.35, 224)), rate=1.5e-3),),
    batch=16,
    weight_decay=0.01,
    average=0.998,
    patience=12,
)


@dataclass(frozen=True)
class ClassifierTask:
    """Does the slice show a tumour? Learned from the slice's label alone, never from the mask's shape."""

    recipe: Recipe = CLASSIFIER
    score: str = "auroc"

    def draw(self, patients: Sequence[Patient], random: np.random.Generator) -> list[tuple[int, int]]:
        """Every slice once."""
        pairs = [(number, index) for number, patient in enumerate(patients) for index in range(len(patient.labels))]
        return [pairs[position] for position in random.permutation(len(pairs))]

    def loss(self, outputs: Tensor, masks: Tensor, labels: Tensor) -> Tensor:
        """Cross-entropy with smoothed labels: slices at a tumour's edge are labelled by a hair's breadth."""
        shares = torch.stack([1 - labels, labels], dim=1)
        return functional.cross_entropy(outputs, shares, label_smoothing=0.05)

    def validate(self, network: nn.Module, patients: Sequence[Patient]) -> dict[str, float]:
        """AUROC and accuracy on whole heads, AUROC on simulated brain extraction."""
        truth = np.concatenate([patient.labels for patient in patients])
        whole = np.concatenate([evidence(run(network, p.images, p.whole, self.recipe)) for p in patients])
        stripped = np.concatenate([evidence(run(network, *_stripped(p), self.recipe)) for p in patients])
        return {
            "auroc": auroc(truth, whole),
            "accuracy": float(np.mean((whole > 0) == truth)),
            "auroc_stripped": auroc(truth, stripped),
        }


@dataclass(frozen=True)
class SegmenterTask:
    """Where is the tumour? Sees every slice with one, and a share of the others, as it will in use."""

    recipe: Recipe = SEGMENTER
    score: str = "dice"
    empty_share: float = 0.25

    def draw(self, patients: Sequence[Patient], random: np.random.Generator) -> list[tuple[int, int]]:
        """Every slice that shows a tumour, and `empty_share` of the others."""
        pairs = [
            (number, index)
            for number, patient in enumerate(patients)
            for index, label in enumerate(patient.labels)
            if label or random.random() < self.empty_share
        ]
        return [pairs[position] for position in random.permutation(len(pairs))]

    def loss(self, outputs: Tensor, masks: Tensor, labels: Tensor) -> Tensor:
        """Cross-entropy plus soft Dice over the batch (one Dice per slice would be undefined on empty masks)."""
        probabilities = outputs.sigmoid()
        overlap = 2 * (probabilities * masks).sum() / (probabilities.sum() + masks.sum()).clamp_min(1)
        return functional.binary_cross_entropy_with_logits(outputs, masks) + 1 - overlap

    def validate(self, network: nn.Module, patients: Sequence[Patient]) -> dict[str, float]:
        """Mean Dice per patient over all slices, on whole heads and on simulated brain extraction."""
        return {
            "dice": float(
                np.mean([dice(self.on_slices(network, p, p.images, p.whole) > 0.5, p.masks) for p in patients])
            ),
            "dice_stripped": float(
                np.mean([dice(self.on_slices(network, p, *_stripped(p)) > 0.5, p.masks) for p in patients])
            ),
        }

    def on_slices(
        self, network: nn.Module, patient: Patient, images: NDArray[Any], how: Standardisation
    ) -> NDArray[np.float32]:
        """Tumour probability of every pixel, ``[slice, row, column]`` on the patient's grid."""
        found = sigmoid(run(network, images, how, self.recipe)[:, 0])
        frame = resized(how, self.recipe.final_size).frame
        rows, columns = patient.masks.shape[1:]
        return np.stack([onto_slice(each, frame, (rows, columns)) for each in found])


def _stripped(patient: Patient) -> tuple[NDArray[Any], Standardisation]:
    depth = STRIP_DEPTH * patient.whole.frame.side
    return np.stack([patient.brain(index, depth) for index in range(len(patient.images))]), patient.stripped


def evidence(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """How far the logit of "tumour" stands above the other, ``[slice]``."""
    difference: NDArray[np.float32] = logits[:, 1] - logits[:, 0]
    return difference


def sigmoid(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Logistic function."""
    return cast("NDArray[np.float32]", 1 / (1 + np.exp(-logits)))


def dice(found: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    """Dice's coefficient of two masks; 1 where both are empty."""
    total = np.count_nonzero(found) + np.count_nonzero(truth)
    return 2 * np.count_nonzero(found & truth) / total if total else 1.0


@torch.inference_mode()
def run(network: nn.Module, images: NDArray[Any], how: Standardisation, recipe: Recipe) -> NDArray[np.float32]:
    """Logits of every slice of ``[slice, row, column, sequence]``, at the recipe's final input size."""
    inputs = torch.from_numpy(network_input(np.moveaxis(images, -1, 0), resized(how, recipe.final_size)))
    device = next(network.parameters()).device
    outputs = []
    for part in torch.split(inputs, recipe.batch):
        with torch.autocast(device.type, torch.bfloat16):
            outputs.append(network(part.to(device).contiguous(memory_format=torch.channels_last)).float())
    logits: NDArray[np.float32] = torch.cat(outputs).cpu().numpy()
    return logits
