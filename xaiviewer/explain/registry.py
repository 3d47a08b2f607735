"""Which explainer answers which method; `requests.methods` declares the same methods, free of torch.

A new method is a declaration there, a file here and a line in both registries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from xaiviewer.explain.explainer import Explainer
from xaiviewer.explain.masking.occlusion import Occlusion
from xaiviewer.explain.masking.sequence_shapley import SequenceShapley
from xaiviewer.explain.network import Network
from xaiviewer.explain.one_pass.explainer import OnePassExplainer
from xaiviewer.explain.one_pass.rules import RULES
from xaiviewer.explain.segmentation.seg_grad_cam import SegGradCam
from xaiviewer.explain.synthesis.activation_maximisation import ActivationMaximisation
from xaiviewer.explain.synthesis.deep_dream import DeepDream


def _one_pass(network: Network) -> Explainer:
    return OnePassExplainer(network.all_layers)


EXPLAINERS: Mapping[str, Callable[[Network], Explainer]] = MappingProxyType(
    {
        **dict.fromkeys(RULES, _one_pass),
        "occlusion": Occlusion,
        "sequence-shapley": SequenceShapley,
        "activation-maximisation": ActivationMaximisation,
        "deep-dream": DeepDream,
        "seg-grad-cam": SegGradCam,
    }
)
"""By the method's key, in the order of `requests.METHODS`."""
