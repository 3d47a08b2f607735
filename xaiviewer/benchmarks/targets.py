"""What is measured, and what it must reach: the one table of targets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """One line of the table.

    Attributes:
        what: shown to people.
        limit: the value that must be reached.
        unit: of the value and the limit.
        at_most: True where less is better, False where `limit` is a minimum.
        probe: the measurement, a module of `benchmarks.probes`, that gives the value.
    """

    what: str
    limit: float
    unit: str
    at_most: bool
    probe: str

    def reached(self, value: float) -> bool:
        """Is `value` good enough?"""
        return value <= self.limit if self.at_most else value >= self.limit


def _raced(key: str, what: str, peer: str) -> dict[str, Target]:
    """The two rows of a method that takes many passes."""
    return {
        f"{key}_over_passes": Target(f"{what}, over its bare passes", 1.15, "x", True, "asked"),
        f"{key}_peer_over_ours": Target(f"{peer}, over ours", 1.0, "x", False, "asked"),
    }


def _answers(key: str, what: str) -> dict[str, Target]:
    """The rows of a change, with two views and with four."""
    told = f"{what} to painted view, 95th percentile"
    return {
        f"{key}_latency": Target(told, 16.0, "ms", True, "window"),
        f"{key}_latency_4": Target(f"{told}, four views", 16.0, "ms", True, "window"),
    }


TARGETS = {
    "layers_over_limit": Target("all layers of one slice, over the limit", 1.15, "x", True, "layers"),
    "grad_cam_over_ours": Target("pytorch-grad-cam, over ours", 1.3, "x", False, "layers"),
    "torchcam_over_ours": Target("torch-cam, over ours", 1.0, "x", False, "layers"),
    "captum_over_ours": Target("a loop over captum's LayerGradCam, over ours", 20.0, "x", False, "layers"),
    "case_over_limit": Target("a whole case, five methods, over the limit of its slices", 1.6, "x", True, "case"),
    "reliance_over_forward": Target(
        "reliance of all slices, over their bare forward passes", 1.15, "x", True, "reliance"
    ),
    "nulls_of_slice": Target("all nulls of one slice, every layer, 2,000 places of the mask", 1.0, "s", True, "nulls"),
    "nulls_of_asked": Target("the same of a map at the input that was asked for", 1.0, "s", True, "nulls"),
    **_raced("rise", "RISE, 4,000 masks", "RISE's authors' arithmetic"),
    **_raced("lime", "LIME, 1,000 samples", "lime"),
    **_raced("kernel_shap", "KernelSHAP, 1,000 samples", "shap's KernelExplainer"),
    **_raced("shap_partition", "Owen values of halves, 1,000 passes", "shap's PartitionExplainer"),
    **_raced("occlusion", "occlusion, squares of 16 by 8", "captum's Occlusion"),
    **_raced("integrated_gradients", "Integrated Gradients, 50 steps", "captum's IntegratedGradients"),
    **_raced("smooth_grad", "SmoothGrad, 50 samples", "captum's NoiseTunnel"),
    "package_opened": Target("a package, opened, golden output included, 95th percentile", 2.0, "s", True, "own"),
    "own_layers_over_limit": Target(
        "all layers of a torchvision ResNet-50, over its own limit", 1.15, "x", True, "own"
    ),
    "case_memory": Target("peak memory of a whole case", 2.5, "GB", True, "memory"),
    "volume_memory": Target(
        "peak memory of a case of BraTS' size in a MONAI DenseNet121 of 96 x 96 x 96 pixels", 4.0, "GB", True, "volumes"
    ),
    "volume_opened": Target("its package, opened, golden output included, 95th percentile", 2.0, "s", True, "volumes"),
    "volume_first": Target("the first slice of that case, over the limit of its volume", 1.6, "x", True, "volumes"),
    "volume_all": Target("all of its slices, over the same", 1.6, "x", True, "volumes"),
    **_answers("layer", "layer change"),
    **_answers("opacity", "opacity change"),
    **_answers("slice", "slice change"),
    **_answers("threshold", "threshold change"),
    **_answers("window", "change of the window"),
    **_answers("zoom", "zoom"),
    **_answers("crosshair", "linked crosshair"),
    "next_case_latency": Target(
        "next case to painted view, networks busy, 95th percentile", 200.0, "ms", True, "paging"
    ),
    "unresponsive": Target("longest time without an answer while a case loads and runs", 50.0, "ms", True, "window"),
    "review_opened": Target("a project of 10,000 cases x 10 readers, opened and listed", 1.0, "s", True, "ledger"),
    "review_filtered": Target("the same, filtered by an answer", 100.0, "ms", True, "ledger"),
    "answer_saved": Target("an answer, on the disk, 95th percentile", 20.0, "ms", True, "ledger"),
    "answer_size": Target("an answer, in the project's file", 2.0, "kB", True, "ledger"),
    "dicom_over_fastest": Target("a DICOM series, over the faster of SimpleITK and pydicom", 1.2, "x", True, "reading"),
    "nifti_over_fastest": Target(
        "a packed 4D NIfTI, over the faster of SimpleITK and nibabel", 1.2, "x", True, "reading"
    ),
    "first_of_long_series": Target("first slice of a series of 600, read", 1.0, "s", True, "reading"),
    "first_slice": Target("start to first slice painted, after import torch", 1.0, "s", True, "start"),
}
"""Every target by key. "The limit" is one forward pass and one backward pass to the input with frozen weights; "bare
passes" are those that a method declares, alone, in the best batch."""
