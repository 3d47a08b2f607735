"""Which explainer answers which method; `requests.methods` declares the same methods, free of torch.

A new method is a declaration there, a file here and a line in both registries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from xaiviewer.explain.explainer import Explainer
from xaiviewer.explain.input_gradients.expected_gradients import ExpectedGradients
from xaiviewer.explain.input_gradients.full_grad import FullGrad
from xaiviewer.explain.input_gradients.guided import GuidedBackprop, GuidedGradCam
from xaiviewer.explain.input_gradients.integrated_gradients import IntegratedGradients
from xaiviewer.explain.input_gradients.saliency import InputXGradient, Saliency
from xaiviewer.explain.input_gradients.smooth_grad import SmoothGrad
from xaiviewer.explain.input_gradients.xrai import Xrai
from xaiviewer.explain.masking.occlusion import Occlusion
from xaiviewer.explain.masking.sequence_shapley import SequenceShapley
from xaiviewer.explain.network import Network
from xaiviewer.explain.one_pass.explainer import OnePassExplainer
from xaiviewer.explain.one_pass.rules import RULES


def _one_pass(network: Network) -> Explainer:
    return OnePassExplainer(network.all_layers)


EXPLAINERS: Mapping[str, Callable[[Network], Explainer]] = MappingProxyType(
    {
        **dict.fromkeys(RULES, _one_pass),
        "saliency": Saliency,
        "input-x-gradient": InputXGradient,
        "full-grad": FullGrad,
        "smooth-grad": SmoothGrad,
        "smooth-grad-squared": partial(SmoothGrad, squared=True),
        "integrated-gradients": IntegratedGradients,
        "expected-gradients": ExpectedGradients,
        "guided-backprop": GuidedBackprop,
        "guided-grad-cam": GuidedGradCam,
        "xrai": Xrai,
        "occlusion": Occlusion,
        "sequence-shapley": SequenceShapley,
    }
)
"""By the method's key, in the order of `requests.METHODS`."""
