"""Texts of rooms without Qt: what a project asks that names no form of its own, and orders of the worklist."""

from __future__ import annotations

from xaiviewer.ui.language.texts import later

QUESTIONS = (
    later("Is the prediction right?"),
    later("accept"),
    later("reject"),
    later("supplement"),
    later("Does the network attend to the lesion?"),
    later("yes"),
    later("partly"),
    later("no"),
    later("cannot judge"),
    later("Is the clinician's mask right?"),
    later("How confident are you?"),
    later("How difficult is the case?"),
    later("easy"),
    later("medium"),
    later("hard"),
    later("Tags"),
    later("Comment"),
    later("Flagged"),
)

ORDERS = (
    later("As listed"),
    later("Uncertain decisions first"),
    later("Outline against mask"),
    later("Map against mask"),
    later("Prediction against mask"),
    later("Shuffled"),
)
