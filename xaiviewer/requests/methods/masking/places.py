"""Methods that cover places of the picture, whatever it shows there, and give a map."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from xaiviewer.requests.method import Answers, InputShape, Method, Need
from xaiviewer.requests.methods.masking.covering import COVERING, FAMILY, NOTES
from xaiviewer.requests.parameter import SEED, Parameter, Value


def places(size: int, patch: int, stride: int) -> int:
    """How many places a window of `patch` has along a side of `size`, `stride` apart; the last may reach beyond."""
    return -(-max(size - patch, 0) // stride) + 1


def _windows(parameters: Mapping[str, Value], shape: InputShape) -> int:
    along = places(shape.size, int(parameters["patch"]), int(parameters["stride"]))
    return along**2 + 1  # the slice as it is comes first


def _gaps(parameters: Mapping[str, Value]) -> str:
    patch, stride = parameters["patch"], parameters["stride"]
    if int(stride) <= int(patch):
        return ""
    return (
        f"occlusion.stride ({stride}) must not exceed occlusion.patch ({patch}), or pixels between are never covered."
    )


OCCLUSION = Method(
    key="occlusion",
    title="Occlusion sensitivity",
    family=FAMILY,
    answers=Answers.MAP,
    question="By how much does the logit fall when this place is covered?",
    source="Zeiler and Fergus 2014",
    forward=_windows,
    needs=(Need.OUTPUTS,),
    parameters=(
        Parameter("patch", "int", 16, "side of the square that covers", least=1, most=1024, unit="input pixels"),
        Parameter("stride", "int", 8, "from one place to the next", least=1, most=1024, unit="input pixels"),
        *COVERING,
    ),
    check=_gaps,
    notes=NOTES,
    quick=MappingProxyType({"patch": 32, "stride": 16}),
    thorough=MappingProxyType({"patch": 16, "stride": 4}),
)

RISE = Method(
    key="rise",
    title="RISE",
    family=FAMILY,
    answers=Answers.MAP,
    question="How much higher is the logit on average when this place is seen, whatever else is?",
    source="Petsiuk 2018",
    forward=lambda parameters, _: int(parameters["masks"]),
    needs=(Need.OUTPUTS,),
    parameters=(
        Parameter("masks", "int", 4000, "random masks", least=2, most=1_000_000),
        Parameter("cells", "int", 8, "along a side of each mask, before it is made smooth", least=1, most=64),
        Parameter("probability", "float", 0.5, "that a cell is seen", least=0.01, most=0.99),
        Parameter(
            "centred",
            "flag",
            default=True,
            help="subtract the mean logit, so that zero means no difference; without, the paper's own arithmetic",
        ),
        *COVERING,
        SEED,
    ),
    notes=(
        *NOTES,
        "Its error falls with the root of the number of masks: what a second seed does not show again is noise.",
    ),
    quick=MappingProxyType({"masks": 1000}),
    thorough=MappingProxyType({"masks": 8000}),
)

SHAP_PARTITION = Method(
    key="shap-partition",
    title="SHAP, by halving the picture",
    family=FAMILY,
    answers=Answers.MAP,
    question="What does this part of the picture add to the logit, when halves share first and their halves after?",
    source="Owen 1977, Lundberg and Lee 2017",
    forward=lambda parameters, _: int(parameters["passes"]),
    needs=(Need.OUTPUTS,),
    parameters=(
        Parameter("passes", "int", 1000, "at most; the parts with the largest shares are halved first", least=4),
        *COVERING,
    ),
    notes=(*NOTES, "Within a part that was not halved further, the share is spread evenly."),
    quick=MappingProxyType({"passes": 300}),
    thorough=MappingProxyType({"passes": 4000}),
)
