"""What is done with a project's file on the thread that owns it. No Qt: whoever calls it hears what came of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from xaiviewer import paths
from xaiviewer.errors import ReviewError, UsageError, XaiViewerError
from xaiviewer.ledger import adjudication, present
from xaiviewer.ledger.events import UNDO, Event
from xaiviewer.ledger.forms import Form
from xaiviewer.ledger.identity import CaseIdentity
from xaiviewer.ledger.opening import create_project, open_project, personal_project
from xaiviewer.ledger.places import Places
from xaiviewer.ledger.project import Project
from xaiviewer.ledger.rescue import rescue, write_copy
from xaiviewer.ledger.storage import SUFFIX
from xaiviewer.ledger.writers import Reader
from xaiviewer.review.verdicts.jobs import (
    Ask,
    Be,
    Compare,
    Compared,
    Count,
    Counted,
    Find,
    Job,
    Look,
    Looked,
    Make,
    Note,
    Open,
    Opened,
    Placed,
    Refused,
    Report,
    Rescue,
    Saved,
    Unfit,
    Waits,
    Write,
)
from xaiviewer.review.verdicts.kept import Entry, Kept
from xaiviewer.review.verdicts.state import Book, Given, Key, Statement

NAMELESS = "Answers are saved as soon as you have said who answers."
"""What keeps them from being saved before that."""

OF_STUDY = "These are a reader's answers to a study, which takes them in its own window: `xaiviewer --study FOLDER`."
"""Why nothing is answered, and nothing else asked, in a study's project."""

NOBODY = "Nobody has answered anything in a project that is open here."
"""Why there is nothing to decide."""


class Books:
    """The open project, and the answers that wait for it. For one thread."""

    def __init__(self, tell: Callable[[Report], None]) -> None:
        self._tell = tell
        self._kept = Kept()
        self._places = Places()
        self._project: Project | None = None
        self._path: Path | None = None  # of the project that answers belong to; None for the personal one
        self._reader: Reader | None = None
        self._waiting: list[Entry] = []
        self._on_disk = False  # whether something is kept
        self._problem = ""
        self._told = Waits(0, "")
        self._registered: set[CaseIdentity] = set()

    @property
    def stuck(self) -> bool:
        """Whether answers wait that may be saved later without anybody doing anything here."""
        return bool(self._problem) and self._reader is not None and any(map(self._belongs, self._waiting))

    def begin(self) -> None:
        """Take over what could not be saved before the program ended."""
        self._waiting = self._kept.take_over(-1_000_000)
        self._on_disk = bool(self._waiting)

    def do(self, job: Job) -> None:
        """Do it, and tell what came of it."""
        try:
            match job:
                case Open():
                    self._open(job.path)
                case Make():
                    self._make(job)
                case Be():
                    self._be(job.reader)
                case Write():
                    self._waiting.append(Entry(self._path, self._reader, job.statement))
                    self._save()
                case Ask():
                    self._ask(job.form)
                case Rescue():
                    self._rescue(job.target)
                case _:
                    self._tell_of(job)
        except XaiViewerError as error:
            self._tell(Refused(str(error)))

    def _tell_of(self, job: Look | Find | Note | Count | Compare) -> None:
        """What is known; only what networks found is kept with it."""
        match job:
            case Look():
                self._look(job)
            case Find():
                self._find(job.paths)
            case Note():
                self._note(job)
            case Count():
                self._count()
            case Compare():
                self._compare(job)

    def retry(self) -> None:
        """Open the project again, if it could not be written, and save what waits."""
        try:
            if self._project is not None:
                self._reopen(self._project.path)
        except XaiViewerError as error:
            self._problem = str(error)
            self._tell_waiting()
        else:
            self._save()

    def gather(self) -> None:
        """Nothing is done for a while: the file alone is to hold all, as somebody may copy it."""
        if self._project is not None and self._project.writable:
            self._project.gather()

    def close(self) -> None:
        """Save what waits, or keep it, and let others write."""
        if self._waiting:
            self._save()
        self._close_project()
        self._kept.close()

    # ---------------------------------------------------------------- the project

    def _open(self, path: Path | None) -> None:
        there = personal_file() if path is None else path
        if path is None and not there.exists():
            self._close_project()
            self._path = None
            self._tell(Opened(None))
        else:
            opened = _opened(there, self._reader)
            self._close_project()
            self._path, self._project = path, opened
            self._tell(Opened(self._book(opened)))
        self._save()

    def _make(self, job: Make) -> None:
        if self._reader is None:
            raise ReviewError(NAMELESS)
        path = job.path if job.path.suffix == SUFFIX else job.path.with_name(job.path.name + SUFFIX)
        made = create_project(path, self._reader, name=job.name, form=job.form)
        self._close_project()
        self._path, self._project = path, made
        self._tell(Opened(self._book(made)))

    def _be(self, reader: Reader) -> None:
        """Answers that were given before anybody said who answers are this reader's."""
        self._reader = reader
        self._waiting = [each if each.reader is not None else replace(each, reader=reader) for each in self._waiting]
        if self._project is not None:
            self._reopen(self._project.path)
        self._save()

    def _reopen(self, path: Path) -> None:
        self._close_project()
        self._project = _opened(path, self._reader)
        self._tell(Opened(self._book(self._project)))

    def _close_project(self) -> None:
        if self._project is not None:
            self._project.close()
            self._project = None
        self._registered.clear()

    def _ask(self, form: Form) -> None:
        project = self._writable()
        project.ask(form)
        self._tell(Opened(self._book(project)))

    def _rescue(self, target: Path) -> None:
        if self._project is None:
            return
        target = target if target.suffix == SUFFIX else target.with_name(target.name + SUFFIX)
        found = rescue(self._project.path)
        try:
            write_copy(found.database, target)
        finally:
            found.database.close()
        self._waiting = [replace(each, project=target) if self._belongs(each) else each for each in self._waiting]
        self._open(target)

    def _writable(self) -> Project:
        """The project, to be written; the personal one is made here when it is first wanted."""
        if self._reader is None:
            raise ReviewError(NAMELESS)
        if self._project is None:
            if self._path is not None:
                self._project = _opened(self._path, self._reader)
            else:
                self._project = personal_project(self._reader)
            self._tell(Opened(self._book(self._project)))
        if _of_study(self._project.path):
            raise UsageError(OF_STUDY)  # it is not kept until it can be saved: it never can
        if not self._project.writable and not self._project.claim(self._reader):
            raise ReviewError(self._project.notice or self._project.damage)
        return self._project

    def _book(self, project: Project) -> Book:
        return Book(
            project.path,
            project.info.name,
            project.form,
            project.writable,
            project.notice or (OF_STUDY if _of_study(project.path) else ""),
            project.damage,
            personal=self._path is None,
        )

    # ---------------------------------------------------------------- answers

    def _belongs(self, entry: Entry) -> bool:
        return entry.project == self._path and entry.reader in (None, self._reader)

    def _save(self) -> None:
        """Save what waits for the open project in the order in which it was given, as far as that goes."""
        self._problem = ""
        for entry in [each for each in self._waiting if self._belongs(each)]:
            try:
                given = self._write(entry.statement)
            except UsageError as error:
                self._waiting.remove(entry)
                self._tell(Unfit(entry.statement, str(error)))
            except XaiViewerError as error:
                self._problem = str(error)
                break
            else:
                self._waiting.remove(entry)
                self._tell(Saved(entry.statement, given))
        if self._waiting or self._on_disk:
            self._kept.keep(self._waiting)
            self._on_disk = bool(self._waiting)
        self._tell_waiting()

    def _tell_waiting(self) -> None:
        before = sum(each.statement.number < 0 and self._belongs(each) for each in self._waiting)
        elsewhere = [each for each in self._waiting if not self._belongs(each)]
        problem = self._problem
        if not problem and elsewhere:
            where = elsewhere[0].project or "the personal project"
            problem = f"Answers wait until {where} is opened again by who gave them: {len(elsewhere)}."
        told = Waits(before, problem)
        if told != self._told:
            self._told = told
            self._tell(told)

    def _write(self, told: Statement) -> Given:
        project = self._writable()
        if told.identity not in self._registered:
            project.register(told.identity)
            self._registered.add(told.identity)
        about = told.identity.content, told.question
        if told.undo:
            event = project.undo(*about, place=told.place, screen=told.screen)
        else:
            event = project.answer(*about, told.value, place=told.place, screen=told.screen, decides=told.decides)
        return _given(event)

    def _find(self, wanted: tuple[Path, ...]) -> None:
        """By where they were identified last, else by the names that their folders have."""
        found = {path: content for path in wanted if (content := self._places.content(path))}
        if self._project is not None:
            left = [path for path in wanted if path not in found]
            named = present.of_names(self._project.database, {path.name for path in left})
            found.update({path: named[path.name] for path in left if path.name in named})
        self._tell(Placed(found))

    def _note(self, job: Note) -> None:
        """Only of cases that are in the project: nothing is added by looking at it."""
        if self._project is not None and self._project.writable and present.masks(self._project.database, job.content):
            self._project.note(job.content, job.facts, job.weights)

    def _count(self) -> None:
        if self._project is None:
            self._tell(Counted({}, {}, {}))
            return
        database = self._project.database
        readers = {each.content: each.readers for each in present.cases(database) if each.readers}
        values = {} if self._reader is None else present.values(database, self._reader.name)
        self._tell(Counted(values, readers, present.found(database)))

    def _compare(self, job: Compare) -> None:
        """Nothing is compared where no project is open."""
        if self._project is None:
            self._tell(Compared((), None, {}, NOBODY))
            return
        database = self._project.database
        names = tuple(adjudication.readers(database))
        try:
            pair = adjudication.pair(database, job.decider, job.between)
        except UsageError as error:
            self._tell(Compared(names, None, {}, str(error)))
            return
        found = adjudication.differences(database, self._project.form, *pair)
        known = {case: CaseIdentity(case, present.masks(database, case)[-1], "", "") for case in found.cases}
        self._tell(Compared(names, found, known))

    def _look(self, job: Look) -> None:
        """What was answered, and with it what still waits."""
        identity = job.identity
        if job.path is not None:
            self._places.keep({job.path: identity.content})
        history: dict[Key, tuple[Given, ...]] = {}
        remark = ""
        project, reader = self._project, self._reader
        if project is not None:
            remark = present.find(project.database, identity).sentence
        if project is not None and reader is not None:
            rows = present.answers(project.database, case=identity.content, reader=reader.name, history=True)
            for each in rows:
                key = each.question, each.place
                history[key] = (*history.get(key, ()), Given(each.value, each.at, True, each.fields["kind"] == UNDO))
        for entry in self._waiting:
            told = entry.statement
            of_before = told.number < 0  # of those that were given since, whoever gave them knows
            if of_before and self._belongs(entry) and told.identity.content == identity.content:
                key = told.question, told.place
                history[key] = (*history.get(key, ()), Given(told.value, taken_back=told.undo))
        self._tell(Looked(identity.content, reader, remark, history))


def personal_file() -> Path:
    """Where the project of whoever chose none lies, once it was made; XaiViewerError where there is no such place."""
    return paths.user_data() / f"personal{SUFFIX}"


def _given(event: Event) -> Given:
    return Given(event.fields["value"], event.at, True, event.kind == UNDO)


def _opened(path: Path, reader: Reader | None) -> Project:
    """A project to answer in; a study's to be read alone, as its own window holds it while it is written."""
    return open_project(path, None if _of_study(path) else reader)


def _of_study(path: Path) -> bool:
    from xaiviewer.studies.package import PROJECT_FILE, STUDY_FILE  # noqa: PLC0415 - no start needs the studies

    return path.name == PROJECT_FILE and (path.parent / STUDY_FILE).is_file()


def ended(books: Books) -> None:
    """Close whatever the disk says."""
    with suppress(XaiViewerError):
        books.close()
