"""Joining files of one review, their chains side by side: what is there already stays once, what differs twice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xaiviewer.errors import ReviewError
from xaiviewer.ledger import present, storage
from xaiviewer.ledger.events import Event
from xaiviewer.ledger.opening import open_project
from xaiviewer.ledger.project import Project


@dataclass(frozen=True)
class Merged:
    """What joining a file did.

    Attributes:
        added, already: events that were new, and that were there.
        twice: questions that one reader has answered in two ways, in copies that knew nothing of each other.
        other_project: the file was begun as another project, so that its hashed names say nothing here.
    """

    added: int
    already: int
    twice: int
    other_project: bool


def merge(project: Project, file: Path) -> Merged:
    """Add all events of another file to a project, or none.

    Raises:
        ReviewError: where the file is damaged, asks other questions, or the project cannot be written.
    """
    with open_project(file) as other, storage.telling(file):
        if other.damage:
            raise ReviewError(f"{other.damage} Join the copy instead.")
        if other.info.id != project.info.id and other.form.digest != project.form.digest:
            raise ReviewError(
                f"{file} asks other questions than {project.path}, so their answers cannot stand together; "
                "of a study join the readers' files to a copy of one of them."
            )
        bodies = other.database.execute("SELECT body FROM events ORDER BY id")
        found = [Event.read(body) for (body,) in bodies]
        foreign = other.info.id != project.info.id
    added = project.take_over(found)
    if added:
        project.audit("merged", events=added)
    return Merged(added, len(found) - added, twice(project), foreign)


def twice(project: Project) -> int:
    """How many questions of a reader have two answers that both hold."""
    seen: dict[tuple[object, ...], int] = {}
    for each in present.answers(project.database):
        key = (each.case, each.place, each.question, each.reader)
        seen[key] = seen.get(key, 0) + 1
    return sum(count > 1 for count in seen.values())
