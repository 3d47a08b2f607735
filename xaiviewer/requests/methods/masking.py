"""Methods that cover parts of the input and look at the output: any network will do."""

from __future__ import annotations

from collections.abc import Mapping

from xaiviewer.requests.method import Answers, InputShape, Method, Need
from xaiviewer.requests.parameter import Parameter, Value

FAMILY = "masking the input"

FILLING = Parameter(
    "filling",
    "choice",
    "mean",
    "what covers: each sequence's mean over the slice's head, the slice blurred, or the input's zero, which is each "
    "sequence's mean over the whole case",
    choices=("mean", "blur", "zero"),
)
HEAD_ONLY = Parameter(
    "head_only",
    "flag",
    default=True,
    help="cover the head alone and leave the air around it as it is: no scan shows grey there",
)
BLUR = Parameter(
    "blur",
    "float",
    12.0,
    "standard deviation of the blur",
    least=0.5,
    most=128,
    unit="input pixels",
    only_with=(FILLING.name, "blur"),
)


def places(size: int, patch: int, stride: int) -> int:
    """How many places a window of `patch` has along a side of `size`, `stride` apart; the last may reach beyond."""
    return -(-max(size - patch, 0) // stride) + 1


def _windows(parameters: Mapping[str, Value], shape: InputShape) -> int:
    along = places(shape.size, int(parameters["patch"]), int(parameters["stride"]))
    return along**2 + 1  # the slice as it is comes first


def _coalitions(_parameters: Mapping[str, Value], shape: InputShape) -> int:
    return int(2**shape.channels)


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
        FILLING,
        BLUR,
        HEAD_ONLY,
    ),
    check=_gaps,
    notes=("What covers is itself a picture that the network was not trained on: compare two fillings.",),
)

SEQUENCE_SHAPLEY = Method(
    key="sequence-shapley",
    title="Shapley values of the sequences",
    family=FAMILY,
    answers=Answers.SEQUENCES,
    question="What does each MR sequence add to the logit, on average over all orders of adding them?",
    source="Shapley 1953",
    forward=_coalitions,
    needs=(Need.OUTPUTS,),
    parameters=(FILLING, BLUR, HEAD_ONLY),
    notes=(
        "Exact, for up to four sequences.",
        "Where another sequence stands in for one that the case lacks, the two share what that one adds.",
    ),
)

METHODS: tuple[Method, ...] = (OCCLUSION, SEQUENCE_SHAPLEY)
"""In the order in which they are listed."""
