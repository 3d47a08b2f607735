"""Why a decision is to be doubted, in the window's language: readers of files speak English."""

from __future__ import annotations

from xaiviewer.review import ShownState, query
from xaiviewer.summary.standing_in import standing_in
from xaiviewer.ui.kit import notice_words
from xaiviewer.ui.language import tr


def doubted(state: ShownState) -> str:
    """As `query.doubted`; in other languages as the case in words says it, as far as they have its sentences."""
    english = query.doubted(state)
    if not english or state.case_told is None:
        return english
    reasons = list(standing_in(state.case_told))[:-1]  # the last one is about what follows in that paragraph
    said = " ".join(each.said(tr) for each in reasons)
    return notice_words.told(english) if said == " ".join(each.said() for each in reasons) else said
