"""What can be asked of a network, and what comes back: frozen values, NumPy only.

* A `ModelDescription` says what a network is: its inputs, classes, the finding among them, its layers.
* A `Method` declares what it answers, what it costs and what can be set: `methods.METHODS` lists them all, and forms,
  help texts, tables and manifests are made from that.
* A `Request` asks one method about one class of one network. It is the key of everything that costs time: two equal
  requests have one explanation, to the bit.
* An `Explanation` answers it for one slice, as one of a closed set of types.
* An `Assessment` is what one `Measure` found about an explanation.
* An `Analysis` holds what was asked about a case so far, slice by slice.
"""

from xaiviewer.requests.analysis import Analysis, Favourite, SliceResult
from xaiviewer.requests.explanation import (
    AttributionMap,
    ChannelMaps,
    Explanation,
    LayerMaps,
    Partial,
    Regions,
    SequenceShares,
    Synthesis,
)
from xaiviewer.requests.kept_agreement import KeptAgreement, LayerAgreement, Reference
from xaiviewer.requests.measure import (
    FURTHER_MEASURES,
    MEASURES,
    Assessment,
    Badge,
    Curve,
    Measure,
    NullDistribution,
    Score,
)
from xaiviewer.requests.method import Answers, InputShape, Method, Need
from xaiviewer.requests.methods import METHODS, ONE_PASS_METHODS, method_title
from xaiviewer.requests.model import (
    EVIDENCE,
    Channel,
    Layer,
    ModelDescription,
    ModelIdentity,
    Task,
    unnumbered,
)
from xaiviewer.requests.nulls import FalseHeat, NullComparison, NullCurve, Nulls
from xaiviewer.requests.parameter import INPUT, Parameter, Value
from xaiviewer.requests.reliance import Region, Reliance
from xaiviewer.requests.request import Request, method_of
from xaiviewer.requests.settings import OUTLINES, AnalysisSettings

__all__ = [
    "EVIDENCE",
    "FURTHER_MEASURES",
    "INPUT",
    "MEASURES",
    "METHODS",
    "ONE_PASS_METHODS",
    "OUTLINES",
    "Analysis",
    "AnalysisSettings",
    "Answers",
    "Assessment",
    "AttributionMap",
    "Badge",
    "Channel",
    "ChannelMaps",
    "Curve",
    "Explanation",
    "FalseHeat",
    "Favourite",
    "InputShape",
    "KeptAgreement",
    "Layer",
    "LayerAgreement",
    "LayerMaps",
    "Measure",
    "Method",
    "ModelDescription",
    "ModelIdentity",
    "Need",
    "NullComparison",
    "NullCurve",
    "NullDistribution",
    "Nulls",
    "Parameter",
    "Partial",
    "Reference",
    "Region",
    "Regions",
    "Reliance",
    "Request",
    "Score",
    "SequenceShares",
    "SliceResult",
    "Synthesis",
    "Task",
    "Value",
    "method_of",
    "method_title",
    "unnumbered",
]
