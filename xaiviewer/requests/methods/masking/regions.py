"""Methods that part the slice into regions and show the network some of them."""

from __future__ import annotations

from types import MappingProxyType

from xaiviewer.requests.method import Answers, Method, Need
from xaiviewer.requests.methods.common import COMPACTNESS, SUPERPIXELS
from xaiviewer.requests.methods.masking.covering import FAMILY, NOTES, REGION_COVERING
from xaiviewer.requests.parameter import SEED, Parameter

_SAMPLES = Parameter(
    "samples",
    "int",
    1000,
    "sets of regions that are shown, the whole slice and none of it among them",
    least=8,
    most=1_000_000,
)
_QUICK, _THOROUGH = MappingProxyType({"samples": 300}), MappingProxyType({"samples": 4000})

LIME = Method(
    key="lime",
    title="LIME",
    family=FAMILY,
    answers=Answers.REGIONS,
    question="Which regions carry the logit, in a linear model that holds for pictures much like this slice?",
    source="Ribeiro 2016",
    forward=lambda parameters, _: int(parameters["samples"]),
    needs=(Need.OUTPUTS,),
    parameters=(
        _SAMPLES,
        Parameter(
            "drawn",
            "choice",
            "shared",
            "which sets are shown: those that KernelSHAP draws, which then costs no further pass, or a coin for each "
            "region as the package lime throws it",
            choices=("shared", "coins"),
        ),
        Parameter(
            "kernel_width", "float", 0.25, "small: only pictures much like the slice count", least=0.01, most=100
        ),
        Parameter("ridge", "float", 1.0, "how strongly coefficients are held down", least=0, most=1e6),
        SUPERPIXELS,
        COMPACTNESS,
        *REGION_COVERING,
        SEED,
    ),
    notes=(*NOTES, "Asked after KernelSHAP with the same settings, it takes no further pass."),
    quick=_QUICK,
    thorough=_THOROUGH,
)

KERNEL_SHAP = Method(
    key="kernel-shap",
    title="KernelSHAP",
    family=FAMILY,
    answers=Answers.REGIONS,
    question="What does each region add to the logit, on average over all orders of adding them?",
    source="Lundberg and Lee 2017",
    forward=lambda parameters, _: int(parameters["samples"]),
    needs=(Need.OUTPUTS,),
    parameters=(_SAMPLES, SUPERPIXELS, COMPACTNESS, *REGION_COVERING, SEED),
    notes=(*NOTES, "Asked after LIME with the same settings, it takes no further pass."),
    quick=_QUICK,
    thorough=_THOROUGH,
)

ANCHORS = Method(
    key="anchors",
    title="Anchors",
    family=FAMILY,
    answers=Answers.REGIONS,
    question="Which few regions are enough for the decision, whatever becomes of the others?",
    source="Ribeiro 2018",
    forward=lambda parameters, _: int(parameters["samples"]),
    needs=(Need.OUTPUTS,),
    parameters=(
        Parameter("samples", "int", 2000, "pictures that are shown, at most", least=100, most=1_000_000),
        Parameter(
            "precision", "float", 0.95, "share of pictures whose decision the regions must hold", least=0.5, most=0.999
        ),
        Parameter("risk", "float", 0.1, "that a set of regions is taken for better than it is", least=0.001, most=0.5),
        Parameter("tolerance", "float", 0.15, "by which the best set may be missed", least=0.01, most=0.5),
        Parameter("beam", "int", 2, "sets that are tried further in each round", least=1, most=16),
        Parameter("regions", "int", 6, "in a set, at most", least=1, most=32),
        SUPERPIXELS,
        COMPACTNESS,
        *REGION_COVERING,
        SEED,
    ),
    signed=False,
    notes=(
        *NOTES,
        "A picture of the sample shows the regions of the set, and of the others each with probability one half.",
        "The precision that is told comes from pictures drawn anew when the search is over.",
        "Pictures are called by their own logits alone; slices beside are not heeded as in a slice's probability.",
    ),
    quick=MappingProxyType({"samples": 600}),
    thorough=MappingProxyType({"samples": 6000, "beam": 4}),
)


def verifying(samples: int) -> int:
    """How many of the pictures of `ANCHORS` are kept back to tell the precision of what was found."""
    return min(max(samples // 5, 32), 480)
