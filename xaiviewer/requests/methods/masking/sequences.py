"""Methods that leave out whole sequences."""

from __future__ import annotations

from xaiviewer.requests.method import Answers, Method, Need
from xaiviewer.requests.methods.masking.covering import BLUR, FAMILY, HEAD_ONLY, SEQUENCE_FILLING

SEQUENCE_SHAPLEY = Method(
    key="sequence-shapley",
    title="Shapley values of the sequences",
    family=FAMILY,
    answers=Answers.SEQUENCES,
    question="What does each MR sequence add to the logit, on average over all orders of adding them?",
    source="Shapley 1953",
    forward=lambda _, shape: int(2 ** (shape.sequences or shape.channels)),
    needs=(Need.OUTPUTS,),
    parameters=(SEQUENCE_FILLING, BLUR, HEAD_ONLY),
    notes=(
        "Exact, for up to four sequences.",
        "A sequence that several channels take is left out of all of them at once.",
        "Where another sequence stands in for one that the case lacks, the two share what that one adds.",
    ),
)
