"""What comes of an audit, as frozen values and as a file; `resources/schemas/audit.json` describes it to others."""

from xaiviewer.audit.report.entries import (
    AuditSettings,
    CaseEntry,
    Figure,
    LayerEntry,
    NamedEntry,
    NetworkEntry,
    SkippedEntry,
)
from xaiviewer.audit.report.rows import (
    LOOKED,
    STRONGEST,
    WRONG_REASON,
    BestRow,
    CentringRow,
    DisagreementRow,
    HeatRow,
    LocalisationRow,
    LocalityRow,
    RelianceRow,
    SurvivalRow,
)
from xaiviewer.audit.report.second import (
    CurvePoint,
    FaithfulnessCurve,
    FaithfulnessRow,
    SanityRow,
    SecondStage,
)
from xaiviewer.audit.report.whole import FILE, SCHEMA, Report, as_json, read_report

__all__ = [
    "FILE",
    "LOOKED",
    "SCHEMA",
    "STRONGEST",
    "WRONG_REASON",
    "AuditSettings",
    "BestRow",
    "CaseEntry",
    "CentringRow",
    "CurvePoint",
    "DisagreementRow",
    "FaithfulnessCurve",
    "FaithfulnessRow",
    "Figure",
    "HeatRow",
    "LayerEntry",
    "LocalisationRow",
    "LocalityRow",
    "NamedEntry",
    "NetworkEntry",
    "RelianceRow",
    "Report",
    "SanityRow",
    "SecondStage",
    "SkippedEntry",
    "SurvivalRow",
    "as_json",
    "read_report",
]
