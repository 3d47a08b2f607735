"""A study is made: a folder for each reader, in which nothing but the images is legible, and the owner's key."""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from xaiviewer.case import Case
from xaiviewer.errors import UsageError
from xaiviewer.ledger.identity import identify
from xaiviewer.ledger.opening import create_project
from xaiviewer.ledger.storage import SUFFIX as PROJECT_SUFFIX
from xaiviewer.ledger.writers import Reader
from xaiviewer.records.folders import replacing
from xaiviewer.studies.design import ITEMS, Design
from xaiviewer.studies.images import image_bytes
from xaiviewer.studies.outputs import Outputs, made_wrong, packed
from xaiviewer.studies.owner import SUFFIX, Known, Owner, passphrase, write_owner
from xaiviewer.studies.schedule import Slot, wrong_outputs
from xaiviewer.studies.sealing import derived, locked, new_key, seal

SCHEMA = 2
STUDY_FILE, PROJECT_FILE = "study.json", f"answers{PROJECT_SUFFIX}"
IMAGES, SEALED = "images", "sealed"

_WRITTEN = 946_684_800  # of every picture and what is sealed, in seconds since 1970: the year 2000


@dataclass(frozen=True, eq=False)
class StudyCase:
    """A case of a study, with what the networks and the clinician say of it."""

    case: Case
    outputs: Outputs
    training: bool = False


def make_study(
    design: Design, cases: Sequence[StudyCase], folder: Path, *, network: Mapping[str, Any] | None = None
) -> Owner:
    """Write ``folder/reader-N/`` for each reader and ``folder/owner.xaikey``, all or nothing.

    Args:
        design: of the study.
        cases: with what the networks say of them.
        folder: to be made.
        network: what the window must know of the network that is judged: its classes, and the layer whose map is shown.

    Raises:
        UsageError: where two cases are the same or too few, or the folder exists or cannot be written.
    """
    found = {identify(each.case).content: each for each in cases}
    if len(found) < len(cases):
        raise UsageError("Two of the cases hold the same pictures; name each once.")
    truths = {content: each.outputs.truth for content, each in found.items() if not each.training}
    if len(truths) < len(design.arms):
        raise UsageError(f"{len(truths)} cases are too few for {len(design.arms)} arms, beside those to practise on.")
    wrong = wrong_outputs(design, truths)
    shown = {content: _shown(content, found, wrong) for content in found}
    owner = Owner(
        uuid.uuid4().hex,
        new_key(),
        design,
        {
            content: Known(
                each.outputs.truth, shown[content].called, wrong.get(content, ""), each.training, each.case.name
            )
            for content, each in found.items()
        },
        {reader: tuple(passphrase() for _ in range(design.sessions)) for reader in design.readers},
    )
    with replacing(folder) as fresh:
        for number, reader in enumerate(design.readers, start=1):
            _write_package(owner, reader, found, shown, fresh / f"reader-{number}", network or {})
        write_owner(owner, fresh / f"owner{SUFFIX}")
    return owner


def _shown(content: str, found: dict[str, StudyCase], wrong: dict[str, str]) -> Outputs:
    """A case's outputs as readers see them; where another's are shown, those of the next case."""
    own = found[content].outputs
    if content not in wrong:
        return own
    contents = sorted(found)
    other = found[contents[(contents.index(content) + 1) % len(contents)]].outputs
    return made_wrong(own, wrong[content], other)


def _write_package(
    owner: Owner,
    reader: str,
    found: dict[str, StudyCase],
    shown: dict[str, Outputs],
    folder: Path,
    network: Mapping[str, Any],
) -> None:
    """One reader's folder."""
    for place in (folder, folder / IMAGES, folder / SEALED):
        place.mkdir()
    _write_cases(owner, reader, found, shown, folder)
    design = owner.design
    told: dict[str, Any] = {
        "schema": SCHEMA,
        "study": owner.id,
        "name": design.name,
        "reader": reader,
        "sessions": [
            {"readings": len(slots), "steps": sum(len(design.arm(each.arm).steps) for each in slots)}
            for slots in owner.sessions(reader)
        ],
        "wash_out_days": design.wash_out_days,
        "enforced": design.enforced,
        "feedback": design.feedback,
        "by_owner": design.by_owner,
        "map": {"method": design.method, "layer": design.layer},
        "network": dict(network),
        "form": design.form.fields(),
    }
    plain_study = json.dumps(told, indent=1, ensure_ascii=False).encode()
    (folder / STUDY_FILE).write_bytes(plain_study)
    for session, slots in enumerate(owner.sessions(reader)):
        key = owner.session_key(reader, session)
        plain = json.dumps([_reading(owner, reader, session, at, slot) for at, slot in enumerate(slots)])
        sealed = seal(key, session_name(session, plain_study), plain.encode())
        (folder / f"session-{session + 1}.bin").write_bytes(sealed)
        words = owner.passphrases[reader][session]
        (folder / f"session-{session + 1}.key").write_bytes(locked(words, f"session {session + 1}", key))
    create_project(folder / PROJECT_FILE, Reader(reader), name=design.name, form=design.form).close()


def _write_cases(
    owner: Owner, reader: str, found: dict[str, StudyCase], shown: dict[str, Outputs], folder: Path
) -> None:
    """Pictures and what is sealed, in the order of their names.

    Neither times nor places on the disk tell which files belong together, or which cases were named first: those with
    the finding are.
    """
    made: dict[Path, Callable[[], bytes]] = {}
    for content, each in found.items():
        made[folder / IMAGES / f"{owner.token('image', reader, content)}.npz"] = partial(image_bytes, each.case)
        for item in ITEMS:
            token, key = item_of(owner, reader, content, item)
            made[folder / SEALED / f"{token}.bin"] = partial(_sealed, key, token, shown[content], item)
    for file in sorted(made):
        file.write_bytes(made[file]())
        os.utime(file, (_WRITTEN, _WRITTEN))


def _sealed(key: bytes, token: str, outputs: Outputs, item: str) -> bytes:
    return seal(key, token, packed(outputs.arrays(item)))


def session_name(session: int, study: bytes) -> str:
    """What a session's readings are sealed under: they open only beside the study's file as its owner wrote it."""
    return f"session {session + 1} of {hashlib.sha256(study).hexdigest()}"


def item_of(owner: Owner, reader: str, content: str, item: str) -> tuple[str, bytes]:
    """Name and key of what a step shows of a case."""
    return owner.token("item", reader, content, item), derived(owner.master, "item", reader, content, item)


def _reading(owner: Owner, reader: str, session: int, at: int, slot: Slot) -> dict[str, Any]:
    """One reading as the session holds it: which images, and for every step the sealed keys of what it shows."""
    steps = []
    for step, shows in enumerate(owner.design.arm(slot.arm).steps):
        keys = {item: list(_told(item_of(owner, reader, slot.case, item))) for item in shows}
        name = step_name(session, at, step)
        sealed = seal(owner.step_key(reader, session, at, step), name, json.dumps(keys).encode())
        steps.append(sealed.hex())
    told = {"image": owner.token("image", reader, slot.case), "arm": slot.arm, "steps": steps}
    if slot.training and owner.design.feedback:
        known = owner.cases[slot.case]
        feedback = {"truth": known.truth, "mask": list(_told(item_of(owner, reader, slot.case, "mask")))}
        key = derived(owner.session_key(reader, session), "feedback", at)
        told["feedback"] = seal(key, f"feedback {at}", json.dumps(feedback).encode()).hex()
    return {**told, "training": slot.training}


def _told(pair: tuple[str, bytes]) -> Iterator[str]:
    yield pair[0]
    yield pair[1].hex()


def step_name(session: int, reading: int, step: int) -> str:
    """What a step's keys are sealed under."""
    return f"session {session + 1}, reading {reading + 1}, step {step + 1}"
