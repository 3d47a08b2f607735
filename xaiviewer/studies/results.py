"""When a study has ended: its readers' answers, opened with the owner's key, as the figures take them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xaiviewer.errors import ReviewError
from xaiviewer.evaluation.readers.readings import Reading
from xaiviewer.ledger.opening import open_project
from xaiviewer.ledger.verify import verify
from xaiviewer.records.reading_tables import Remark
from xaiviewer.studies.design import FLIPPED
from xaiviewer.studies.given import Given, given
from xaiviewer.studies.owner import Owner

CUT_SHORT = "{reader} began session {session} after {days} of {wanted} days."


@dataclass(frozen=True)
class Collected:
    """What the readers gave.

    Attributes:
        readings: every answered step.
        missing: of each reader, how many steps are not answered.
        remarks: on wash-outs that were cut short.
    """

    readings: tuple[Reading, ...]
    missing: dict[str, int]
    remarks: tuple[Remark, ...]


def collect(owner: Owner, projects: Sequence[Path]) -> Collected:
    """All answers to a study, from its readers' projects or from one into which they were merged.

    Raises:
        ReviewError: where a project cannot be read, is damaged, or an answer is not of the study as it was made.
    """
    found: dict[tuple[str, int, int, int], Reading] = {}
    remarks = []
    for path in projects:
        with open_project(path) as project:
            broken = project.damage or verify(project.database).broken
            if broken:
                raise ReviewError(f"{path}: {broken} Write a whole copy with `xaiviewer review verify --copy` first.")
            for reader in owner.design.readers:
                for each in given(project.database, owner.id, reader):
                    found[reader, each.session, each.reading, each.step] = _reading(owner, reader, each, path)
                remarks += _too_early(owner, reader, given(project.database, owner.id, reader))
    arms = [each.key for each in owner.design.arms]
    in_order = sorted(found.values(), key=lambda each: (arms.index(each.arm), owner.design.readers.index(each.reader)))
    return Collected(
        tuple(in_order),
        _missing(owner, found),
        tuple(each for at, each in enumerate(remarks) if each not in remarks[:at]),
    )


def _reading(owner: Owner, reader: str, each: Given, path: Path) -> Reading:
    """One answered step with what was known only to the owner."""
    sessions = owner.sessions(reader)
    slot = sessions[each.session][each.reading] if each.session < len(sessions) else None
    if slot is None or (slot.case, slot.arm) != (each.case, each.arm):
        raise ReviewError(f"{path} holds an answer of {reader} to a case or arm that was not due to him; it is left.")
    known, shows = owner.cases[each.case], owner.design.arm(each.arm).steps[each.step]
    return Reading(
        reader,
        each.arm,
        each.case,
        each.step,
        known.truth,
        float(each.confidence if each.called else -each.confidence),
        each.called,
        each.seconds,
        known.advice if "prediction" in shows else None,
        seeded=known.wrong == FLIPPED,
        wrong_map=bool(known.wrong) and known.wrong != FLIPPED if "map" in shows else None,
        training=slot.training,
    )


def _missing(owner: Owner, found: dict[tuple[str, int, int, int], Reading]) -> dict[str, int]:
    missing = {}
    for reader in owner.design.readers:
        wanted = sum(len(owner.design.arm(slot.arm).steps) for session in owner.sessions(reader) for slot in session)
        missing[reader] = wanted - sum(key[0] == reader for key in found)
    return missing


def _too_early(owner: Owner, reader: str, steps: Sequence[Given]) -> list[Remark]:
    """One for each wash-out that was cut short."""
    told = []
    for session in range(1, owner.design.sessions):
        before = [each.at for each in steps if each.session == session - 1]
        after = [each.at for each in steps if each.session == session]
        if before and after:
            days = (min(after) - max(before)).total_seconds() / 86400
            if days < owner.design.wash_out_days:
                waited = {"days": f"{days:.1f}", "wanted": f"{owner.design.wash_out_days:g}"}
                told.append(Remark(CUT_SHORT, {"reader": reader, "session": session + 1, **waited}))
    return told
