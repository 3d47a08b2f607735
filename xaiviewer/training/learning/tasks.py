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

from xaiviewer.nets.architectures.evidence_resnet import EvidenceResNet
from xaiviewer.nets.architectures.resunet import ResUNet
from xaiviewer.nets.inputs.preprocessing import Standardisation, network_input
from xaiviewer.nets.segmentation import onto_slice
from xaiviewer.training.data.augmentation import augmented
from xaiviewer.training.data.outline_views import hard_to_see, outline_view
from xaiviewer.training.data.patients import STRIP_DEPTH, Patient, resized
from xaiviewer.training.fitting.calibration import fit_calibration, threshold_at_precision
from xaiviewer.training.fitting.gate import THRESHOLDS, choose, classifier_probabilities, cross_validated
from xaiviewer.training.learning.deep_supervision import DeeplySupervised, dice_and_cross_entropy, over_levels
from xaiviewer.training.recipe import Batch, Cycle, Judged, Recipe

CLASSIFIER = Recipe(
    cycles=(Cycle(epochs=16, sizes=((0.4, 112), (0.6, 160)), rate=2e-3, warm_up=0.15),),
    batch=32,
    weight_decay=0.05,
    average=0.998,
)

# 192 pixels: a head's frame has some 250 on the usual 256 x 256 slices, and at 224 a slice takes a third longer.
SEGMENTER = Recipe(
    cycles=(Cycle(epochs=26, sizes=((0.35, 128), (0.3, 160), (0.35, 192)), rate=1.5e-3),),
    batch=16,
    weight_decay=0.01,
    average=0.998,
    channels_last=False,  # its instance norms would copy every activation twice; a tenth quicker so
)

_SMOOTHING = 0.05
_ALONE = 0.3  # weight of evidence and ResNet, each by itself, beside the decision's 1

_PRECISION = 0.95
"""The classifier's threshold is the lowest with this precision: as few tumours as possible are missed."""


@dataclass(frozen=True)
class ClassifierTask:
    """Does the slice show a tumour? Learned from the slice's label alone, never from the mask's shape."""

    recipe: Recipe = CLASSIFIER

    def in_training(self, network: nn.Module) -> nn.Module:
        """Nothing is added."""
        return network

    def view(
        self, patient: Patient, index: int, size: int, random: np.random.Generator
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """See `augmentation`."""
        return augmented(patient, index, size, random)

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
            "finding": "tumour",
            "calibration": asdict(whole),
            "calibration_of_extracted_brains": asdict(brain),
            "threshold": threshold_at_precision(probabilities, np.concatenate(truths), _PRECISION),
        }


@dataclass(frozen=True)
class SegmenterTask:
    """Where is the tumour? Sees every slice with one, those that are hard to see twice, and a share of the others."""

    recipe: Recipe = SEGMENTER
    empty_share: float = 0.25

    def in_training(self, network: nn.Module) -> nn.Module:
        """With heads on the decoder's coarser levels."""
        assert isinstance(network, ResUNet)
        return DeeplySupervised(network, size=self.recipe.final_size)

    def view(
        self, patient: Patient, index: int, size: int, random: np.random.Generator
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """See `outline_views`."""
        return outline_view(patient, index, size, random)

    def draw(self, patients: Sequence[Patient], random: np.random.Generator) -> list[tuple[int, int]]:
        """Every slice that shows a tumour, once more if it is small or faint, and `empty_share` of the others."""
        pairs = []
        for number, patient in enumerate(patients):
            hard = hard_to_see(patient)
            for index, label in enumerate(patient.labels):
                if label or random.random() < self.empty_share:
                    pairs += [(number, index)] * (1 + int(hard[index]))
        return [pairs[position] for position in random.permutation(len(pairs))]

    def loss(self, network: nn.Module, batch: Batch) -> Tensor:
        """Cross-entropy plus soft Dice over the batch, on every level that is supervised."""
        assert isinstance(network, DeeplySupervised)
        return over_levels(dice_and_cross_entropy(), network.levels(batch.images), batch.masks)

    def judge(self, network: nn.Module, patient: Patient) -> Judged:
        """Pixels ``[slice, threshold]`` of the outline, and of it in the mask, and ``[slice]`` of the mask itself.

        Of the whole head and of the extracted brain, each also averaged with what is found on the mirrored slice.
        """
        mask = patient.masks
        counts = {"mask": np.count_nonzero(mask, axis=(1, 2))}
        for form, given in (("whole", (patient.images, patient.whole)), ("brain", _stripped(patient))):
            plain, mirrored = (self.on_slices(each, patient, *given) for each in (network, Mirrored(network)))
            for name, found in ((form, plain), (f"{form}_mirrored", (plain + mirrored) / 2)):
                above = [found > level for level in THRESHOLDS]
                counts[f"{name}_outline"] = np.stack([np.count_nonzero(one, axis=(1, 2)) for one in above], axis=1)
                inside = [np.count_nonzero(one & mask, axis=(1, 2)) for one in above]
                counts[f"{name}_overlap"] = np.stack(inside, axis=1)
        return counts

    def describe(self, judged: Sequence[Judged]) -> dict[str, Any]:
        """Threshold and gate with the highest mean Dice per patient; no gate where the classifier judged not all."""
        probabilities = {form: classifier_probabilities(judged, form) for form in ("whole", "brain")}
        chosen = choose(judged, probabilities["whole"])
        gate = {} if chosen.gate is None else {"gate": chosen.gate}
        return {
            "name": "tumour segmenter",
            "architecture": "headed-resunet",
            "classes": [],
            "threshold": chosen.threshold,
            **gate,
            "cross_validation": cross_validated(judged, probabilities, chosen),
        }

    def on_slices(
        self, network: nn.Module, patient: Patient, images: NDArray[Any], how: Standardisation
    ) -> NDArray[np.float32]:
        """Tumour probability of every pixel, ``[slice, row, column]`` on the patient's grid."""
        found = sigmoid(run(network, images, how, self.recipe)[:, 0])
        frame = resized(how, self.recipe.final_size).frame
        rows, columns = patient.masks.shape[1:]
        return np.stack([onto_slice(each, frame, (rows, columns)) for each in found])


class Mirrored(nn.Module):
    """A segmenter that looks at the slice in a mirror."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, images: Tensor) -> Tensor:
        """Logits (B, 1, size, size), on the slice as it is."""
        mirrored: Tensor = self.network(images.flip(-1))
        return mirrored.flip(-1)


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


@torch.inference_mode()
def run(network: nn.Module, images: NDArray[Any], how: Standardisation, recipe: Recipe) -> NDArray[np.float32]:
    """Logits of every slice of ``[slice, row, column, sequence]``, at the recipe's final input size."""
    inputs = torch.from_numpy(network_input(np.moveaxis(images, -1, 0), resized(how, recipe.final_size)))
    device = next(network.parameters()).device
    outputs = []
    for part in torch.split(inputs, recipe.batch):
        with torch.autocast(device.type, torch.bfloat16):
            outputs.append(network(part.to(device).contiguous(memory_format=recipe.layout)).float())
    logits: NDArray[np.float32] = torch.cat(outputs).cpu().numpy()
    return logits
