"""Other implementations of the methods that take many passes, asked for the same: slice, regions, filling, counts.

Every peer gets the module itself with its frozen weights, pictures in the layout it wants, and its bars of progress
turned off.
"""

from __future__ import annotations

# ruff: noqa: PLC0415 - each is imported only where it is asked for: they are an extra
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from xaiviewer.explain import Slices
from xaiviewer.explain.filling import covered
from xaiviewer.explain.masking.smooth_masks import SmoothMasks
from xaiviewer.explain.superpixels import superpixels
from xaiviewer.requests import Request

Peer = Callable[[int, int | None], None]
"""Explains the slice in batches of the first argument; the second says how much to do, None for all of it."""


@dataclass(frozen=True, eq=False)
class Asked:
    """What a peer is asked for.

    Attributes:
        module: the network.
        slices: the one slice.
        request: what ours is asked.
    """

    module: nn.Module
    slices: Slices
    request: Request

    @property
    def wanted(self) -> int:
        """The class."""
        return self.request.class_index

    @cached_property
    def image(self) -> NDArray[np.float32]:
        """``[channel, size, size]``."""
        return np.asarray(self.slices.inputs[0], dtype=np.float32)

    @cached_property
    def filling(self) -> NDArray[np.float32]:
        """What covers, of the same shape."""
        return covered(self.image, self.slices.heads[0], self.request.values)

    @cached_property
    def labels(self) -> NDArray[np.int32]:
        """The regions."""
        values = self.request.values
        count, compactness = int(values["superpixels"]), float(values["compactness"])
        return superpixels(self.image, self.slices.heads[0], count, compactness)

    def count(self, name: str, some: int | None) -> int:
        """How much there is to do."""
        return min(int(self.request.values[name]), some or 10**9)

    def logits(self, pictures: NDArray[Any], batch: int) -> NDArray[np.float32]:
        """``[picture, class]`` of ``[picture, size, size, channel]``, in batches."""
        found = []
        with torch.inference_mode():
            for start in range(0, len(pictures), batch):
                some = np.moveaxis(pictures[start : start + batch], -1, 1).astype(np.float32)
                found.append(self.module(torch.from_numpy(np.ascontiguousarray(some))))
        return torch.cat(found).numpy()

    @property
    def last(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Image and filling with the channels last."""
        image, filling = (np.moveaxis(each, 0, -1).astype(np.float64) for each in (self.image, self.filling))
        return image, filling


def rise_reference(asked: Asked) -> Peer:
    """The arithmetic of the authors' explanations.py, on masks that ours draws; their stack of all at once batched."""
    values, image = asked.request.values, torch.from_numpy(asked.slices.inputs.copy())
    size, probability = image.shape[-1], float(values["probability"])

    def run(batch: int, some: int | None) -> None:
        count = asked.count("masks", some)
        masks = SmoothMasks(size, int(values["cells"]), probability, [0, 0])
        with torch.inference_mode():
            drawn, found = [], []
            for start in range(0, count, batch):
                drawn.append(torch.from_numpy(masks.draw(min(batch, count - start))))
                found.append(asked.module(torch.mul(drawn[-1], image)))
            logits, stack = torch.cat(found), torch.cat(drawn)
            saliency = torch.matmul(logits.transpose(0, 1), stack.view(count, size * size))
            saliency.view((-1, size, size)) / count / probability

    return run


def lime(asked: Asked) -> Peer:
    """LimeImageExplainer."""
    from lime import lime_image

    image, filling = asked.last
    explainer = lime_image.LimeImageExplainer(kernel_width=0.25, random_state=0)
    lime_image.tqdm = lambda rows: rows

    def run(batch: int, some: int | None) -> None:
        explainer.explain_instance(
            image,
            lambda pictures: asked.logits(pictures, batch),
            labels=(asked.wanted,),
            top_labels=None,
            hide_color=filling,
            num_samples=asked.count("samples", some),
            batch_size=batch,
            segmentation_fn=lambda _: asked.labels,
        )

    return run


def shap_kernel(asked: Asked) -> Peer:
    """shap's KernelExplainer over the regions."""
    shap = _shap()
    image, filling = asked.last
    regions = int(asked.labels.max())

    def run(batch: int, some: int | None) -> None:
        def logits(rows: NDArray[Any]) -> NDArray[Any]:
            found = []
            for start in range(0, len(rows), batch):
                there = np.concatenate([np.ones((len(rows[start : start + batch]), 1)), rows[start : start + batch]], 1)
                present = there[:, asked.labels][..., None] > 0.5
                found.append(asked.logits(np.where(present, image, filling), batch)[:, asked.wanted])
            return np.concatenate(found)

        explainer = shap.KernelExplainer(logits, np.zeros((1, regions)))
        samples = max(asked.count("samples", some) - 2, 1)
        explainer.shap_values(np.ones((1, regions)), nsamples=samples, l1_reg=False, silent=True)

    return run


def shap_partition(asked: Asked) -> Peer:
    """shap's PartitionExplainer with its masker for images; its tree is built beforehand."""
    shap = _shap()
    image, filling = asked.last
    size = {"batch": 1}

    def logits(pictures: NDArray[Any]) -> NDArray[Any]:
        return asked.logits(pictures, size["batch"])[:, [asked.wanted]]

    explainer = shap.PartitionExplainer(logits, shap.maskers.Image(filling, image.shape))

    def run(batch: int, some: int | None) -> None:
        size["batch"] = batch
        explainer(image[None], max_evals=asked.count("passes", some), batch_size=batch, silent=True)

    return run


def _shap() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it imports is its own affair
        import shap
    return shap


def captum_occlusion(asked: Asked) -> Peer:
    """captum's Occlusion."""
    attribution = _captum().Occlusion(asked.module)
    patch, stride = int(asked.request.values["patch"]), int(asked.request.values["stride"])
    image, filling = torch.from_numpy(asked.slices.inputs.copy()), torch.from_numpy(asked.filling[None])

    def run(batch: int, some: int | None) -> None:
        step = stride if some is None else max(stride, image.shape[-1] // max(int(some**0.5), 1))
        attribution.attribute(
            image,
            sliding_window_shapes=(len(asked.image), max(patch, step), max(patch, step)),
            strides=(len(asked.image), step, step),
            baselines=filling,
            target=asked.wanted,
            perturbations_per_eval=batch,
        )

    return run


def captum_integrated_gradients(asked: Asked) -> Peer:
    """captum's IntegratedGradients, by the same rule."""
    attribution = _captum().IntegratedGradients(asked.module)
    values = {**asked.request.values, "filling": asked.request.values["baseline"]}
    image = torch.from_numpy(asked.slices.inputs.copy())
    baseline = torch.from_numpy(covered(asked.image, asked.slices.heads[0], values)[None])

    def run(batch: int, some: int | None) -> None:
        steps = asked.count("steps", some)
        attribution.attribute(
            image,
            baseline,
            target=asked.wanted,
            n_steps=steps,
            method="gausslegendre",
            internal_batch_size=min(batch, steps),
            return_convergence_delta=True,
        )

    return run


def captum_smooth_grad(asked: Asked) -> Peer:
    """captum's NoiseTunnel around its Saliency."""
    captum = _captum()
    attribution = captum.NoiseTunnel(captum.Saliency(asked.module))
    image = torch.from_numpy(asked.slices.inputs.copy())
    spread = float(asked.request.values["noise"]) * float(np.ptp(asked.image))

    def run(batch: int, some: int | None) -> None:
        samples = asked.count("samples", some)
        attribution.attribute(
            image,
            nt_type="smoothgrad",
            nt_samples=samples,
            nt_samples_batch_size=min(batch, samples),
            stdevs=spread,
            target=asked.wanted,
            abs=False,
        )

    return run


def _captum() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it imports is its own affair
        import captum.attr
    return captum.attr
