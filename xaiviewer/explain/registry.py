"""Which explainer answers which method; `requests.methods` declares the same methods, free of torch.

A new method is a declaration there, a file here and a line in both registries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from xaiviewer.explain.channels.ranked import RankedChannels
from xaiviewer.explain.explainer import Explainer
from xaiviewer.explain.input_gradients.expected_gradients import ExpectedGradients
from xaiviewer.explain.input_gradients.full_grad import FullGrad
from xaiviewer.explain.input_gradients.guided import GuidedBackprop, GuidedGradCam
from xaiviewer.explain.input_gradients.integrated_gradients import IntegratedGradients
from xaiviewer.explain.input_gradients.saliency import InputXGradient, Saliency
from xaiviewer.explain.input_gradients.smooth_grad import SmoothGrad
from xaiviewer.explain.input_gradients.xrai import Xrai
from xaiviewer.explain.masking.anchors import Anchors
from xaiviewer.explain.masking.kernel_shap import KernelShap
from xaiviewer.explain.masking.lime import Lime
from xaiviewer.explain.masking.occlusion import Occlusion
from xaiviewer.explain.masking.partition import Partition
from xaiviewer.explain.masking.rise import Rise
from xaiviewer.explain.masking.sequence_shapley import SequenceShapley
from xaiviewer.explain.more_passes.ablation import AblationCam
from xaiviewer.explain.more_passes.score import ScoreCam
from xaiviewer.explain.more_passes.smooth import SmoothGradCam
from xaiviewer.explain.network import Network
from xaiviewer.explain.one_pass.all_layers import AllLayers
from xaiviewer.explain.one_pass.cam import Cam
from xaiviewer.explain.one_pass.eigen import EigenCam, EigenGradCam
from xaiviewer.explain.one_pass.explainer import OnePassExplainer
from xaiviewer.explain.one_pass.rules import RULES
from xaiviewer.explain.segmentation.seg_grad_cam import SegGradCam
from xaiviewer.explain.synthesis.activation_maximisation import ActivationMaximisation
from xaiviewer.explain.synthesis.deep_dream import DeepDream


def _one_pass(kind: Callable[[AllLayers], Explainer]) -> Callable[[Network], Explainer]:
    """What needs no more of a network than its layers."""
    return lambda network: kind(network.all_layers)


EXPLAINERS: Mapping[str, Callable[[Network], Explainer]] = MappingProxyType(
    {
        **dict.fromkeys(RULES, _one_pass(OnePassExplainer)),
        "cam": _one_pass(Cam),
        "eigen-cam": _one_pass(EigenCam),
        "eigen-grad-cam": _one_pass(EigenGradCam),
        "smooth-grad-cam++": SmoothGradCam,
        "score-cam": ScoreCam,
        "ablation-cam": AblationCam,
        "channels": RankedChannels,
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
        "rise": Rise,
        "lime": Lime,
        "kernel-shap": KernelShap,
        "shap-partition": Partition,
        "anchors": Anchors,
        "sequence-shapley": SequenceShapley,
        "activation-maximisation": ActivationMaximisation,
        "deep-dream": DeepDream,
        "seg-grad-cam": SegGradCam,
    }
)
"""By the method's key, in the order of `requests.METHODS`."""
