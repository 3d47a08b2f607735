"""Which sections the page has, in order."""

from __future__ import annotations

from collections.abc import Callable

from xaiviewer.audit.page.blocks import Section
from xaiviewer.audit.page.known import Known
from xaiviewer.audit.page.sections.agreement.centring import centring
from xaiviewer.audit.page.sections.agreement.courses import courses
from xaiviewer.audit.page.sections.agreement.false_heat import false_heat
from xaiviewer.audit.page.sections.agreement.localisation import localisation
from xaiviewer.audit.page.sections.agreement.matrices import matrices
from xaiviewer.audit.page.sections.agreement.ranking import ranking
from xaiviewer.audit.page.sections.disagreements import disagreements
from xaiviewer.audit.page.sections.left_out import left_out
from xaiviewer.audit.page.sections.measured import measured
from xaiviewer.audit.page.sections.summary import summary
from xaiviewer.audit.page.sections.trusted.faithfulness import faithfulness
from xaiviewer.audit.page.sections.trusted.locality import locality
from xaiviewer.audit.page.sections.trusted.reliance import reliance
from xaiviewer.audit.page.sections.trusted.sanity import sanity

SECTIONS: tuple[Callable[[Known], Section], ...] = (
    summary,
    ranking,
    matrices,
    courses,
    reliance,
    locality,
    disagreements,
    sanity,
    faithfulness,
    false_heat,
    localisation,
    centring,
    left_out,
    measured,
)
