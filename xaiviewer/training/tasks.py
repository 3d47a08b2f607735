"""What the classifier and the segmenter learn, and what is kept of each patient who judges them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from xaiviewer.nets.evidence_resnet import EvidenceResNet
from xaiviewer.nets.preprocessing import Standardisation, network_input
from xaiviewer.nets.segmentation import onto_slice
from xaiviewer.training.calibration import fit_calibration, threshold_at_precision
from xaiviewer.training.patients import STRIP_DEPTH, Patient, resized
from xaiviewer.training.recipe import Batch, Cycle, Judged, Recipe

CLASSIFIER = Recipe(
    cycles=(Cycle(epochs=16, sizes=((0.4, 112), (0.6, 160)), rate=2e-3, warm_up=0.15),),
    batch=32,
    weight_decay=0.05,
    average=0.998,
)

SEGMENTER = Recipe(
    cycles=(Cycle(epochs=36, sizes=((0.35, 128), (0.3, 160), (0.35, 224)), rate=1.5e-3),),
    batch=16,
    weight_decay=0.01,
    average=0.998,
)

_SMOOTHING = 0.05
_ALONE = 0.3  # weight of evidence and ResNet, each by itself, beside the decision's 1

THRESHOLDS = np.arange(0.2, 0.81, 0.05)
"""Of the segmenter's probability, among which the outline's is chosen."""

_PRECISION = 0.95
"""The classifier's threshold is the lowest with this precision: as few tumours as possible are missed."""


@dataclass(frozen=True)
class ClassifierTask:
    """Does the slice show a tumour? Learned from the slice's label alone, never from the mask's shape."""

    recipe: Recipe = CLASSIFIER

    def draw(self, patients: Sequence[Patient], random: np.random.Generator) -> list[tuple[int, int]]:
        """Every slice once."""
        pairs = [(number, index) for number, patient in enumerate(patients) for index in range(len(patient.labels))]
        return [pairs[position] for position in random.permutation(len(pairs))]

    def loss(self, network: nn.Module, batch: Batch) -> Tensor:
        """Cross-entropy of the decision, and less of it of the two that it is the sum of.

        For half of the slices the whole ResNet's logit is left out of the decision, so that the evidence alone has to
        carry it. Labels are smoothed: slices at a tumour's edge are labelled by a hair's breadth.
        """
        assert isinstance(network, EvidenceResNet)
        evidence, deep = (each.float() for each in network.parts(batch.images))
        local = network.pooled(evidence)
        share = batch.labels * (1 - _SMOOTHING) + _SMOOTHING / 2

        def entropy(difference: Tensor) -> Tensor:
            return functional.binary_cross_entropy_with_logits(difference, share)

        return entropy(local + (batch.chance < 0.5) * deep) + _ALONE * (entropy(local) + entropy(deep))

    def judge(self, network: nn.Module, patient: Patient) -> Judged:
        """Truth ``[slice]``, and how far the logit of "tumour" stands above the other, whole and brain-extracted."""
        return {
            "truth": patient.labels,
            "whole": evidence(run(network, patient.images, patient.whole, self.recipe)),
            "brain": evidence(run(network, *_stripped(patient), self.recipe)),
        }

    def describe(self, judged: Sequence[Judged]) -> dict[str, Any]:
        """Calibrations for whole heads and for extracted brains, and the threshold of the decision."""
        truths = [each["truth"] for each in judged]
        whole, brain = (fit_calibration([each[form] for each in judged], truths) for form in ("whole", "brain"))
        probabilities = np.concatenate([whole.of_patient(each["whole"]) for each in judged])
        return {
            "name": "tumour classifier",
            "architecture": "evidence-resnet50",
            "classes": ["no tumour", "tumour"],
            "calibration": asdict(whole),
            "calibration_of_extracted_brains": asdict(brain),
            "threshold": threshold_at_precision(probabilities, np.concatenate(truths), _PRECISION),
        }


@dataclass(frozen=True)
class SegmenterTask:
    """Where is the tumour? Sees every slice with one, and a share of the others, as it will in use."""

    recipe: Recipe = SEGMENTER
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

    def loss(self, network: nn.Module, batch: Batch) -> Tensor:
        """Cross-entropy plus soft Dice over the batch (one Dice per slice would be undefined on empty masks)."""
        outputs, masks = network(batch.images).float(), batch.masks
        probabilities = outputs.sigmoid()
        overlap = 2 * (probabilities * masks).sum() / (probabilities.sum() + masks.sum()).clamp_min(1)
        loss: Tensor = functional.binary_cross_entropy_with_logits(outputs, masks) + 1 - overlap
        return loss

    def judge(self, network: nn.Module, patient: Patient) -> Judged:
        """Pixels ``[slice, threshold]`` of the outline, and of it in the mask, and ``[slice]`` of the mask itself."""
        found = self.on_slices(network, patient, patient.images, patient.whole)
        stripped = self.on_slices(network, patient, *_stripped(patient))
        mask = patient.masks
        counts = {"mask": np.count_nonzero(mask, axis=(1, 2))}
        for form, each in (("whole", found), ("brain", stripped)):
            above = [each > level for level in THRESHOLDS]
            counts[f"{form}_outline"] = np.stack([np.count_nonzero(one, axis=(1, 2)) for one in above], axis=1)
            counts[f"{form}_overlap"] = np.stack([np.count_nonzero(one & mask, axis=(1, 2)) for one in above], axis=1)
        return counts

    def describe(self, judged: Sequence[Judged]) -> dict[str, Any]:
        """The threshold with the highest mean Dice per patient."""
        scores = np.mean([dice_by_threshold(each) for each in judged], axis=0)
        return {
            "name": "tumour segmenter",
            "architecture": "resunet",
            "classes": [],
            "threshold": round(float(THRESHOLDS[int(np.argmax(scores))]), 2),
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


def dice_by_threshold(judged: Judged, form: str = "whole") -> NDArray[np.float64]:
    """Dice's coefficient over all slices of a patient, ``[threshold]``; 1 where both are empty."""
    overlap = judged[f"{form}_overlap"].sum(axis=0)
    total = judged[f"{form}_outline"].sum(axis=0) + judged["mask"].sum()
    return np.where(total > 0, 2 * overlap / np.maximum(total, 1), 1.0)


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
