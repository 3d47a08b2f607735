"""Which study was chosen beside which case: their paths, and nothing of what is in them."""

from __future__ import annotations

import json
from pathlib import Path

from xaiviewer.ui.settings.store import keep, kept

_KEY = "cases/priors"
MOST = 50
"""Of so many cases it is remembered, those chosen last."""


def prior_of(case: Path) -> Path | None:
    """The study that was chosen beside this case, which may be there no longer; None where none was."""
    found = _told().get(str(case.absolute()))
    return None if found is None else Path(found)


def remember(case: Path, prior: Path) -> None:
    """Show that one beside this case at the next start, too."""
    this = str(case.absolute())
    others = {each: other for each, other in _told().items() if each != this}
    keep(_KEY, json.dumps(dict(list({this: str(prior.absolute()), **others}.items())[:MOST])))


def forget() -> None:
    """Remember none."""
    keep(_KEY, "{}")


def _told() -> dict[str, str]:
    try:
        told = json.loads(kept(_KEY, "{}"))
    except ValueError:
        return {}
    pairs = told.items() if isinstance(told, dict) else ()
    return {case: prior for case, prior in pairs if isinstance(prior, str)}
