"""Which series the networks take for which sequence, and which mask is the clinician's."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QSizePolicy, QWidget

from xaiviewer.case import AUTOMATIC, MAIN_SEQUENCE, SEQUENCES, Case, Choices, Contents
from xaiviewer.readers.choosing.sequences import mappable, recognise
from xaiviewer.review.derived.sources import settled
from xaiviewer.ui.dialogs.mask_choice import MaskChoice
from xaiviewer.ui.dialogs.series_table import WIDTHS, SeriesModel, named, offer
from xaiviewer.ui.kit import theme, wording
from xaiviewer.ui.kit.controls import Choice, column, keep_keys, label, row, rule
from xaiviewer.ui.kit.room import room
from xaiviewer.ui.kit.tables import height_of, narrow, table
from xaiviewer.ui.language import tr
from xaiviewer.ui.language.refusals import part

_WIDTH, _LEAST = 1120, 880
_NAME, _CHOICE = 112, 376
_BESIDE = 140  # pixels beside both: margins, and some of the reason
_LINES = 9  # of the table that are shown without scrolling
_MAIN = SEQUENCES[MAIN_SEQUENCE]


class SequencesDialog(QDialog):
    """Shows `choices` and lets the reader make others; `chosen` holds them once it was accepted.

    `case` is what was built from them, where it could be.
    """

    def __init__(
        self, contents: Contents, choices: Choices, parent: QWidget | None = None, *, case: Case | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Sequences and masks"))
        self.setMinimumWidth(min(theme.px(_LEAST), room(self).width()))
        self._contents = contents
        self._series = {each.key: each for each in contents.series}
        self._automatic = settled(contents, AUTOMATIC)
        self.chosen: Choices | None = None
        self.sequences = {key: self._choice(key) for key in SEQUENCES}
        self.reasons = {key: label("", "small") for key in SEQUENCES}
        self.model = SeriesModel(contents, self)
        self.view = table(self.model, tr("Series of this case"), WIDTHS)
        self.masks = MaskChoice(contents, case)
        self.automatic = QPushButton(tr("Choose automatically"))
        self.cancel = QPushButton(tr("Cancel"))
        self.accept_button = QPushButton(tr("Use these"))
        self.accept_button.setProperty("primary", True)
        for button in (self.automatic, self.cancel, self.accept_button):
            button.setAutoDefault(False)
            keep_keys(button)
        self.accept_button.setDefault(True)
        self._assemble()
        self._connect()
        self._show(settled(contents, choices))
        self.before = self.now()
        self._refresh()
        self.resize(QSize(theme.px(_WIDTH), self.sizeHint().height()).boundedTo(room(self)))
        narrow(self.view, WIDTHS, self.width() / _WIDTH)
        self.sequences["t1"].setFocus()

    def now(self) -> Choices:
        """The choices as they stand."""
        sequences = tuple((key, str(each.currentData() or "")) for key, each in self.sequences.items())
        return Choices(sequences, self.masks.key, tuple(sorted(self.masks.segments)))

    def possible(self) -> bool:
        """Whether a case can be built from the choices as they stand."""
        sequences = dict(self.now().sequences)
        main = self._series[sequences[MAIN_SEQUENCE]]
        fitting = all(mappable(self._series[key], main) for key in sequences.values() if key)
        return fitting and self.masks.complete

    def accept(self) -> None:
        """Hand over the choices if they changed."""
        if self.possible():
            now = self.now()
            self.chosen = now if now != self.before else None
            super().accept()

    def _choice(self, sequence: str) -> Choice:
        whole_first = sorted(self._contents.series, key=lambda each: not each.whole)
        offered = [(each.key, offer(each)) for each in whole_first]
        if sequence != MAIN_SEQUENCE:
            offered.insert(0, ("", tr("{sequence} in its place").format(sequence=_MAIN)))
        made = Choice(tr("Series for {sequence}").format(sequence=SEQUENCES[sequence]), offered)
        made.setFixedWidth(min(theme.px(_CHOICE), room(self).width() - theme.px(_NAME) - _BESIDE))
        return made

    def _assemble(self) -> None:
        contents = self._contents
        layout = column(self, margins=(24, 20, 24, 20), spacing=12)
        masks = wording.count(len(contents.masks), "mask") if contents.masks else tr("no mask")
        layout.addWidget(label(contents.name, "title"))
        found = tr("{series} and {masks} on disk. Other choices have the case read and analysed again.")
        found = found.format(series=wording.count(len(contents.series), "series"), masks=masks)
        layout.addWidget(label(found, "muted", wrap=True))
        layout.addWidget(rule())
        layout.addWidget(label(tr("What the networks take"), "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for line, (key, name) in enumerate(SEQUENCES.items()):
            caption = label(name)
            caption.setFixedWidth(theme.px(_NAME))
            caption.setBuddy(self.sequences[key])
            self.reasons[key].setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            for place, widget in enumerate((caption, self.sequences[key], self.reasons[key])):
                grid.addWidget(widget, line, place)
        layout.addLayout(grid)
        lines = len(contents.series)
        self.view.setMinimumHeight(height_of(min(lines, _LINES)))
        self.view.setMaximumHeight(height_of(lines))
        layout.addWidget(self.view, 1)
        layout.addWidget(rule())
        layout.addWidget(self.masks)
        layout.addWidget(rule())
        layout.addLayout(row(self.automatic, 1, self.cancel, self.accept_button))

    def _connect(self) -> None:
        for each in self.sequences.values():
            each.currentIndexChanged.connect(self._refresh)
        self.masks.changed.connect(self._refresh)
        self.automatic.clicked.connect(self._choose_automatically)
        self.cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)

    def _show(self, choices: Choices) -> None:
        for sequence, key in choices.sequences:
            self.sequences[sequence].set_current(key)
        self.masks.show_choice(choices.mask or "", choices.segments)

    def _choose_automatically(self) -> None:
        self._show(self._automatic)

    def _refresh(self) -> None:
        now = dict(self.now().sequences)
        self.model.show_use(now)
        for sequence, key in now.items():
            self.reasons[sequence].setText(self._why(sequence, key))
            self.reasons[sequence].setToolTip(self.reasons[sequence].text())
        self.automatic.setEnabled(self.now() != self._automatic)
        self.accept_button.setEnabled(self.possible())

    def _why(self, sequence: str, key: str) -> str:
        """What speaks for a choice, or against it."""
        series = self._series.get(key)
        if series is None:
            best = dict(self._automatic.sequences).get(sequence)
            if not best:
                return tr("None was recognised")
            return tr("Left out, though {series} looks like it").format(series=named(self._series[best]))
        main = self._series.get(dict(self.now().sequences)[MAIN_SEQUENCE])
        if main is not None and not mappable(series, main):
            told = tr("Cannot be laid beside {sequence}: without positions both must have one size")
            return told.format(sequence=_MAIN)
        found = recognise(series)
        if found.sequence == sequence:
            return tr("Recognised: {reason}").format(reason=part(found.reason))
        automatic = dict(self._automatic.sequences).get(sequence) == key
        if found.label == "unknown":
            unknown = tr("Stands in: nothing tells what it is"), tr("Your choice: nothing tells what it is")
            return unknown[0] if automatic else unknown[1]
        told = tr("Stands in: recognised as {label}") if automatic else tr("Your choice: recognised as {label}")
        return told.format(label=part(found.label))
