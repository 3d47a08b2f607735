"""Texts of rooms without Qt: what a project asks that names no form of its own, what a study refuses, and orders."""

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

STUDIES = (
    later("This passphrase does not open the session; ask the study's owner for it."),
    later("This releases a session of another study or reader; ask the study's owner for yours."),
)

ORDERS = (
    later("As listed"),
    later("Uncertain decisions first"),
    later("Outline against mask"),
    later("Map against mask"),
    later("Prediction against mask"),
    later("Shuffled"),
)
