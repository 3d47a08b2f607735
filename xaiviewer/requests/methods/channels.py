"""Methods that look at one layer channel by channel."""

from __future__ import annotations

from xaiviewer.requests.method import Answers, Method, Need
from xaiviewer.requests.methods.common import LAYER
from xaiviewer.requests.parameter import Parameter

FAMILY = "the channels of a layer"

CHANNELS = Method(
    key="channels",
    title="Channels by contribution",
    family=FAMILY,
    answers=Answers.CHANNELS,
    question="Which of the layer's channels change the logit most on this slice, and where are they active?",
    source="Selvaraju 2017; Draelos and Carin 2020",
    forward=1,
    backward=1,
    needs=(Need.ACTIVATIONS, Need.GRADIENTS),
    parameters=(LAYER, Parameter("count", "int", 12, "how many channels are shown", least=1, most=4096)),
    notes=(
        "A channel's contribution is the sum over positions of activation x gradient, to first order the logit's fall.",
        "The largest come first, whatever their sign: channels against the class count as much as channels for it.",
    ),
)

METHODS: tuple[Method, ...] = (CHANNELS,)
"""In the order in which they are listed."""
