"""Writes what was asked to a folder, as the command line would, on a thread of its own.

The window is there sooner where the records' many forms are imported when the first is written.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from xaiviewer.records.folders import folder_name, replacing
from xaiviewer.requests import Answers, Explanation, Partial, method_of, method_title
from xaiviewer.review import JobRunner, Review, ShownState
from xaiviewer.review.failure import failure_of
from xaiviewer.review.threads.jobs import JobContext
from xaiviewer.ui.language import tr

if TYPE_CHECKING:
    from xaiviewer.records.asked import Answered

_DIGITS = 8  # of the request's key, which tells folders of one method apart


class Writing(QObject):
    """Asks for a folder, and writes into it.

    Signals:
        told(str): why nothing can be written.
        written(str): where it stands.
    """

    told = Signal(str)
    written = Signal(str)

    def __init__(self, review: Review, window: QWidget) -> None:
        super().__init__(window)
        self._review = review
        self._window = window
        self._target: Path | None = None
        self._runner = JobRunner(self, name="xaiviewer-writer")
        self._runner.ended.connect(self._take_end)

    @property
    def busy(self) -> bool:
        """Whether something is being written."""
        return self._runner.busy

    def ask(self) -> None:
        """Write what is looked at, for the slices that it is known of."""
        state = self._review.shown.state
        problem = _problem(state, busy=self.busy)
        if problem:
            self.told.emit(problem)
            return
        chosen = QFileDialog.getExistingDirectory(self._window, tr("A folder beside the case's exports"))
        if chosen:
            self.write(Path(chosen))

    def write(self, folder: Path) -> None:
        """Write into a folder of its own below `folder`."""
        state = self._review.shown.state
        answered, case, analysis = _answered(state), state.case, state.analysis
        if answered is None or case is None or analysis is None:
            return
        request, drawn = answered.request, state.appearance
        name = f"{folder_name(case.name)}-{request.method}-{request.key[:_DIGITS]}"
        self._target = target = folder / name
        classes = analysis.description_of(request).classes
        settings: dict[str, Any] = {
            "method": request.method,
            "class": classes[request.class_index] if classes else None,
            "gate": analysis.gate,
            "outline": analysis.outline,
            "pictures": asdict(drawn),
        }

        def work(context: JobContext) -> None:
            from xaiviewer.records.export import ExplainedCase, export_case

            with replacing(target, overwrite=True) as fresh:
                export_case(
                    ExplainedCase(case, analysis, {}, {}),
                    fresh,
                    pictured=(),
                    appearance=drawn,
                    settings=settings,
                    answered=[answered],
                    progress=lambda _: context.check(),
                )

        self._runner.submit(work)

    def close(self) -> None:
        """Wait for what is being written to be taken back."""
        self._runner.close()

    @Slot(object)
    def _take_end(self, outcome: BaseException | None) -> None:
        failure = failure_of(outcome)
        if failure is not None:
            self.told.emit(failure.sentence)
        elif outcome is None:
            self.written.emit(tr("Written to {folder}").format(folder=self._target))


def _problem(state: ShownState, *, busy: bool) -> str:
    """Why nothing can be written; "" where something can."""
    if state.request is None:
        return tr("Only computed explanations are exported here: choose a method of many passes and press Compute.")
    if not state.complete:
        return tr("The case is still being analysed; write when that is done.")
    if _answered(state) is None:
        return tr("{method} was not computed for any slice of this case yet.").format(
            method=method_title(state.request.method)
        )
    return tr("Something is still being written.") if busy else ""


def _answered(state: ShownState) -> Answered | None:
    """What is known of the request looked at, slice by slice; of every layer's maps the one shown gets pictures."""
    if state.case is None or state.analysis is None or state.request is None:
        return None
    from xaiviewer.ui.dialogs.exporting.shown_asked import answered_of

    known: dict[int, Explanation] = {
        index: answer
        for (request, index), answer in sorted(state.answers.items(), key=lambda each: each[0][1])
        if request == state.request and not isinstance(answer, Partial)
    }
    if not known:
        return None
    if method_of(state.request.method).answers is Answers.EVERY_LAYER:
        layers = tuple(range(len(state.analysis.description_of(state.request).layers)))
        return answered_of(state, state.request, known, layers, (min(state.layer, len(layers) - 1),))
    return answered_of(state, state.request, known)
