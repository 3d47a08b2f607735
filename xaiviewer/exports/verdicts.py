"""What a project of reviews holds about a case, as an export says it."""

from __future__ import annotations

from typing import Any

from xaiviewer.case import Case
from xaiviewer.exports.context import Reading
from xaiviewer.exports.identity import Identity, by_length
from xaiviewer.ledger import present
from xaiviewer.ledger.events import Place, lesion_told
from xaiviewer.ledger.forms import TAGS, TEXT, Question
from xaiviewer.ledger.identity import identify
from xaiviewer.ledger.project import Project

FREE_TEXT = "[free text removed]"


def readings_of(project: Project, case: Case, identity: Identity) -> tuple[Reading, ...]:
    """Every answer about a case, oldest first, with those that do not hold any more; none where it is not in there."""
    content, asked = identify(case).content, {each.key: each for each in project.form.questions}
    names = readers_of(project)
    found = []
    for each in present.answers(project.database, case=content, history=True):
        if each.value is None:
            continue
        found.append(
            Reading(
                reader=names[each.reader] if identity.hidden else each.reader,
                about=about(each.place),
                question=asked[each.question].text if each.question in asked else each.question,
                value=words_of(each.value, asked.get(each.question), identity),
                at=identity.moved(each.at),
                holds=each.holds,
                slice=each.place.slice,
            )
        )
    return tuple(found)


def readers_of(project: Project) -> dict[str, str]:
    """By each reader's name what stands for it where names are taken out."""
    names = dict.fromkeys(each.reader for each in present.chains(project.database))
    return {name: f"reader {number}" for number, name in enumerate(names, 1)}


def with_readers(identity: Identity, project: Project) -> Identity:
    """The same, to which the readers' names are secrets as well."""
    return Identity(identity.name, identity.salt, by_length((*identity.secrets, *readers_of(project))))


def head_of(project: Project) -> str:
    """By which the answers can be checked: the chains' heads."""
    return ", ".join(each.head for each in present.chains(project.database))


def about(place: Place) -> str:
    """Which part of a case, as a reader counts."""
    told = [] if place.layer is None else [f"layer {place.layer}"]
    told += [] if place.slice is None else [f"slice {place.slice + 1}"]
    told += [] if place.lesion is None else [lesion_told(place.lesion)]
    return ", ".join(told) or "case"


def words_of(value: Any, question: Question | None, identity: Identity) -> str:
    """An answer in words; of a patient who is taken out nothing that a reader wrote freely, as it may name him."""
    free = question is None or question.kind == TEXT or (question.kind == TAGS and not question.choices)
    if identity.hidden and free:
        return FREE_TEXT
    return ", ".join(str(each) for each in value) if isinstance(value, list) else str(value)
