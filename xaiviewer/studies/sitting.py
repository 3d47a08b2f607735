"""One reader at one session: what is due, and nothing else."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.errors import ReviewError, UsageError, XaiViewerError
from xaiviewer.ledger.events import NOTHING_SHOWN, Place, Screen
from xaiviewer.ledger.forms import Form
from xaiviewer.ledger.identity import identify
from xaiviewer.ledger.opening import open_project
from xaiviewer.ledger.project import Project
from xaiviewer.ledger.writers import Reader
from xaiviewer.studies.given import Given, given
from xaiviewer.studies.images import read_image
from xaiviewer.studies.outputs import unpacked
from xaiviewer.studies.owner import program_step_key
from xaiviewer.studies.package import IMAGES, PROJECT_FILE, SCHEMA, SEALED, STUDY_FILE, session_name, step_name
from xaiviewer.studies.release import Release
from xaiviewer.studies.sealing import derived, unlocked, unseal


@dataclass(frozen=True)
class Package:
    """A reader's folder, as far as it is legible.

    Attributes:
        folder: where it lies.
        told: the bytes of its legible file, without which no session opens.
        study: id.
        name: of the study.
        reader: whose it is.
        sessions: of each, how many steps all its readings have together.
        wash_out_days, enforced, feedback, by_owner: as in `Design`.
        method, layer: whose map is shown.
        network: what is known of the network: its classes, the layer.
        form: what is asked at each step.
    """

    folder: Path
    told: bytes
    study: str
    name: str
    reader: str
    sessions: tuple[int, ...]
    wash_out_days: float
    enforced: bool
    feedback: bool
    by_owner: bool
    method: str
    layer: str
    network: Mapping[str, Any]
    form: Form


@dataclass(frozen=True)
class Due:
    """What is to be answered now.

    Attributes:
        reading: counted from 0.
        step: of its arm, from 0.
        steps: how many it has.
        arm: key; not to be shown where the study masks its arms.
        shows: the items that may be seen: `design.ITEMS`.
        training: whether it counts in no figure.
        image: token of its pictures.
    """

    reading: int
    step: int
    steps: int
    arm: str
    shows: tuple[str, ...]
    training: bool
    image: str


@dataclass(frozen=True)
class Feedback:
    """What is true of a training case that was just read."""

    right: bool
    truth: bool
    mask: NDArray[Any]


def read_package(folder: Path) -> Package:
    """A reader's folder.

    Raises:
        ReviewError: where it is none.
    """
    try:
        written = (folder / STUDY_FILE).read_bytes()
        told = json.loads(written)
        if told["schema"] != SCHEMA:
            raise ReviewError(f"{folder} is of another version of the program; open it with the one that made it.")
        shown = told["map"]
        return Package(
            folder,
            written,
            str(told["study"]),
            str(told["name"]),
            str(told["reader"]),
            tuple(int(each["steps"]) for each in told["sessions"]),
            float(told["wash_out_days"]),
            bool(told["enforced"]),
            bool(told["feedback"]),
            bool(told["by_owner"]),
            str(shown["method"]),
            str(shown["layer"]),
            dict(told["network"]),
            Form.of(told["form"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReviewError(
            f"{folder} is no package of a study ({error}); ask the study's owner for it again."
        ) from error


def session_due(package: Package) -> int:
    """The first session that is not finished, counted from 0; the last one where all are, the first where that is not
    known. It follows from the answers alone: nothing sealed is opened.
    """
    try:
        with open_project(package.folder / PROJECT_FILE) as project:
            done = Counter(each.session for each in given(project.database, package.study, package.reader))
    except XaiViewerError:
        return 0
    open_ = (at for at, steps in enumerate(package.sessions) if done[at] < steps)
    return next(open_, len(package.sessions) - 1)


def unlock(package: Package, session: int, passphrase: str) -> Release:
    """What a passphrase opens.

    Raises:
        ReviewError: where it is another one's, or the package is not whole.
    """
    name = f"session {session + 1}"
    key = unlocked(passphrase, name, _bytes(package.folder / f"session-{session + 1}.key"))
    return Release(package.study, package.reader, session, key, {})


class Sitting:
    """A session that goes on; close it, or use it as a context manager. For one thread.

    What is due follows from the project alone: a program that was killed goes on where it was, and another one on the
    same package sees the same, or may only read.
    """

    def __init__(self, package: Package, released: Release, *, now: datetime | None = None) -> None:
        """Begin or go on.

        Args:
            package: the reader's folder.
            released: what opens the session.
            now: the time, UTC; for tests.

        Raises:
            ReviewError: where the release is another one's, an earlier session is not finished, the wash-out is not
                over, or the project cannot be written.
        """
        if (released.study, released.reader) != (package.study, package.reader):
            raise ReviewError("This releases a session of another study or reader; ask the study's owner for yours.")
        if not 0 <= released.session < len(package.sessions):
            raise ReviewError(f"The study has no session {released.session + 1}.")
        self.package, self.session = package, released.session
        self._key, self._steps = released.key, dict(released.steps)
        self._contents: dict[str, str] = {}
        self._readings = self._read()
        self.project: Project = open_project(package.folder / PROJECT_FILE, Reader(package.reader))
        try:
            self._begin(now or datetime.now(UTC))
        except BaseException:
            self.project.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let another program go on; what was opened is forgotten."""
        self._key, self._steps = b"", {}
        self.project.close()

    @property
    def due(self) -> Due | None:
        """What is to be answered now; None where the session is finished."""
        done = self._done
        for reading, told in enumerate(self._readings):
            steps = len(told["steps"])
            for step in range(steps):
                if (reading, step) not in done:
                    shows = tuple(self._keys(reading, step))
                    return Due(reading, step, steps, told["arm"], shows, bool(told["training"]), told["image"])
        return None

    @property
    def progress(self) -> tuple[int, int]:
        """Readings that are finished, and all."""
        done = self._done
        finished = sum((at, len(told["steps"]) - 1) in done for at, told in enumerate(self._readings))
        return finished, len(self._readings)

    def case(self) -> Case:
        """The pictures that are due; no mask.

        Raises:
            ReviewError: where the session is finished or the file cannot be read.
        """
        due = self._wanted()
        name = f"{self.session + 1}-{due.reading + 1:03d}"
        return read_image(self.package.folder / IMAGES / f"{due.image}.npz", name)

    def item(self, name: str) -> tuple[NDArray[Any], ...]:
        """What the step that is due shows under this name, see `Outputs.arrays`.

        Raises:
            ReviewError: where it is not due, or was not yet released by the study's owner.
        """
        due = self._wanted()
        if name not in due.shows:
            raise ReviewError(f"The {name} is not due at this step.")
        token, key = self._keys(due.reading, due.step)[name]
        return self._open(token, key)

    def answer(
        self, question: str, value: Any, seconds: float, *, place: Place | None = None, screen: Screen = NOTHING_SHOWN
    ) -> None:
        """Give one answer to the step that is due; when finding and confidence are both given, the next step is due.

        Args:
            question: key of the form.
            value: what it takes.
            seconds: since the step was shown.
            place: slice or lesion that it is about; the arm and the step are added.
            screen: what was to be seen.

        Raises:
            UsageError: where the form does not take it.
            ReviewError: where the session is finished, or it is not saved.
        """
        due = self._wanted()
        if not math.isfinite(seconds) or seconds < 0:
            raise UsageError("The time of a step is a number of seconds, no less than 0.")
        about = place or Place()
        told = {
            "id": self.package.study,
            "session": self.session,
            "reading": due.reading,
            "seconds": round(seconds, 3),
            "shown": list(due.shows),
            "training": due.training,
        }
        content = self._registered(due)
        where = Place(about.slice, about.lesion, about.layer, due.arm, due.step)
        self.project.answer(content, question, value, place=where, screen=screen, study=told)

    def feedback(self, reading: int) -> Feedback | None:
        """What is true of a training case whose last step is answered; None where the study does not say.

        Raises:
            ReviewError: where it is not answered yet.
        """
        told = self._readings[reading]
        if "feedback" not in told or not self.package.feedback:
            return None
        last = len(told["steps"]) - 1
        answers = {(each.reading, each.step): each for each in self._given if each.session == self.session}
        if (reading, last) not in answers:
            raise ReviewError("What is true of a case is told after its last step.")
        key = derived(self._key, "feedback", reading)
        known = json.loads(unseal(key, f"feedback {reading}", bytes.fromhex(told["feedback"])))
        (mask,) = self._open(known["mask"][0], bytes.fromhex(known["mask"][1]))
        return Feedback(answers[reading, last].called == known["truth"], known["truth"], mask)

    # --- inside

    def _read(self) -> list[dict[str, Any]]:
        """The session's readings."""
        sealed = _bytes(self.package.folder / f"session-{self.session + 1}.bin")
        try:
            plain = unseal(self._key, session_name(self.session, self.package.told), sealed)
        except ReviewError:
            raise ReviewError(
                f"{self.package.folder} is not as the study's owner made it; ask for the package again."
            ) from None
        readings: list[dict[str, Any]] = json.loads(plain)
        return readings

    def _registered(self, due: Due) -> str:
        """Content of the case that is due, which is in the project from then on."""
        if due.image not in self._contents:
            identity = identify(self.case())
            self.project.register(identity)
            self._contents[due.image] = identity.content
        return self._contents[due.image]

    @property
    def _given(self) -> list[Given]:
        return given(self.project.database, self.package.study, self.package.reader)

    @property
    def _done(self) -> set[tuple[int, int]]:
        return {(each.reading, each.step) for each in self._given if each.session == self.session}

    def _wanted(self) -> Due:
        due = self.due
        if due is None:
            raise ReviewError(f"Session {self.session + 1} is finished.")
        return due

    def _keys(self, reading: int, step: int) -> dict[str, tuple[str, bytes]]:
        """Of what a step shows, by item: the name of its file and its key."""
        key = self._steps.get((reading, step))
        if key is None and (step == 0 or not self.package.by_owner):
            key = program_step_key(self._key, reading, step)
        if key is None:
            raise ReviewError("This step was not released yet; send your answers to the study's owner.")
        sealed = bytes.fromhex(self._readings[reading]["steps"][step])
        told: Mapping[str, list[str]] = json.loads(unseal(key, step_name(self.session, reading, step), sealed))
        return {item: (token, bytes.fromhex(of_item)) for item, (token, of_item) in told.items()}

    def _open(self, token: str, key: bytes) -> tuple[NDArray[Any], ...]:
        return unpacked(unseal(key, token, _bytes(self.package.folder / SEALED / f"{token}.bin")))

    def _begin(self, now: datetime) -> None:
        """Raise where it cannot be written or is too early; a wash-out cut short is entered in the audit trail."""
        if not self.project.writable:
            raise ReviewError(self.project.notice or self.project.damage)
        if self.session == 0:
            return
        before = [each for each in self._given if each.session == self.session - 1]
        if len(before) < self.package.sessions[self.session - 1]:
            raise ReviewError(f"Session {self.session} is not finished; session {self.session + 1} comes after it.")
        since = max(each.at for each in before)
        earliest = since + timedelta(days=self.package.wash_out_days)
        if now >= earliest:
            return
        if self.package.enforced:
            raise ReviewError(
                f"Session {self.session + 1} begins on {earliest:%Y-%m-%d at %H:%M} UTC at the earliest: "
                f"{self.package.wash_out_days:g} days lie between two sessions of this study."
            )
        days = (now - since).total_seconds() / 86400
        self.project.audit("opened", outcome=4, study=self.package.study, session=self.session, wash_out_days=days)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ReviewError(f"{file} cannot be read ({error}); ask the study's owner for the package again.") from error
