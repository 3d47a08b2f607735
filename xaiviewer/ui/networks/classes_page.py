"""The second page: which of the networks that fit it is, what it is called, and what its outputs mean."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from xaiviewer.errors import UsageError
from xaiviewer.nets.imports.answers import Answers
from xaiviewer.nets.packages import store
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import Choice, Segmented, column, keep_keys, label, row
from xaiviewer.ui.kit.forms import add_line
from xaiviewer.ui.language import tr
from xaiviewer.ui.language.refusals import translated
from xaiviewer.ui.networks import card_words
from xaiviewer.ui.networks.complaints import Complaint, Complaints
from xaiviewer.ui.networks.kinds import segmenters
from xaiviewer.ui.networks.protocols import Importing, Offered
from xaiviewer.ui.networks.questions import narrow, questions

_NAMES = 128  # height of the names' field
_MOST = 80  # letters of a name


class ClassesPage(QWidget):
    """Asks for names of the classes, the finding, the output, the network's own name and licence.

    Signals:
        changed(): an answer is another one.
        offer_changed(): it is another network.
    """

    changed = Signal()
    offer_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[Offered, ...] = ()
        self.complaints = Complaints()
        self.offers = narrow(Choice(tr("Network"), []))
        self.name, self.licence = QLineEdit(), QLineEdit()
        self.name.setMaxLength(_MOST)
        self.licence.setPlaceholderText(tr("not stated"))
        self.names = QPlainTextEdit()
        self.names.setTabChangesFocus(True)
        self.names.setAccessibleName(tr("Names of the classes, one per line, in the order of the outputs"))
        theme.follow(self.names, lambda it: it.setFixedHeight(theme.px(_NAMES)))
        self.counted = label("", "small")
        self.number_rest = QPushButton(tr("Number the rest"))
        self.number_rest.setToolTip(tr("Calls every output that has no name yet by its number"))
        self.number_rest.setAutoDefault(False)
        keep_keys(self.number_rest)
        self.finding = narrow(Choice(tr("The finding"), [("", tr("none of them"))]))
        softmax = tr("of all classes exactly one holds (softmax)")
        sigmoid = tr("each class may hold or not, by itself (sigmoid)")
        self.output = Segmented(
            tr("Output"), [("softmax", tr("One class"), softmax), ("sigmoid", tr("Each by itself"), sigmoid)]
        )
        self.output.set_current("softmax")
        self._chosen_output = "softmax"
        self.segmenter = narrow(Choice(tr("Outlines"), [("", tr("as usual"))]))
        self.limits, self.first = label("", "small", wrap=True), label("", "small", wrap=True)
        self._assemble()
        self.offers.activated.connect(self._take_offer)
        self.names.textChanged.connect(self._take_names)
        self.number_rest.clicked.connect(lambda: self.names.setPlainText("\n".join(self.classes())))
        self.finding.activated.connect(self._tell_first)
        self.finding.activated.connect(self.changed)
        self.segmenter.activated.connect(self.changed)
        self.output.chosen.connect(self._take_output)
        for line in (self.name, self.licence):
            line.textEdited.connect(self.changed)

    def begin(self, found: Importing) -> None:
        """Ask about what was found."""
        self._offers = tuple(found.offers)
        self.offers.offer([(str(at), card_words.title(each)) for at, each in enumerate(self._offers)])
        self.offers.setCurrentIndex(0)
        self.segmenter.offer([("", tr("as usual")), *((name, name) for name in segmenters())])
        self.segmenter.set_current("")
        self.name.setText(found.name[:_MOST])
        self.licence.setText("" if found.licence == "not stated" else found.licence)
        self.names.setPlainText("\n".join(self._offers[0].names))
        self._arrange()
        self._take_names()
        first = self.name if self._nameless else self.names
        first.setFocus()

    @property
    def number(self) -> int:
        """Which of the networks that fit."""
        return max(self.offers.currentIndex(), 0)

    @property
    def offer(self) -> Offered:
        """It."""
        return self._offers[self.number]

    @property
    def outlines(self) -> bool:
        """Whether it is a segmenter."""
        return self.offer.task == "segmentation"

    @property
    def _nameless(self) -> bool:
        """One output of a segmenter is what it outlines."""
        return self.outlines and self.offer.classes == 1

    def classes(self) -> tuple[str, ...]:
        """The names by now, those that lack made up."""
        if self._nameless:
            return ()
        given = self.given()[: self.offer.classes]
        missing = range(len(given), self.offer.classes)
        return (*given, *(tr("output {number}").format(number=number + 1) for number in missing))

    def given(self) -> tuple[str, ...]:
        """The names as they were typed."""
        return tuple(filter(None, (line.strip() for line in self.names.toPlainText().splitlines())))

    def problem(self) -> str:
        """What is missing or wrong, in the reader's words; "" where nothing is."""
        name = self.name.text().strip()
        if not name:
            return Complaint(tr("Give the network a name."), self.name)
        try:
            store.place(name)
        except UsageError as error:  # here, and not at the end of all pages
            return Complaint(translated(str(error)), self.name)
        if (taken := store.taken(name)) is not None:
            told = tr("There is a network “{name}” already: give this one another name, or remove that one first.")
            return Complaint(told.format(name=taken), self.name)
        if self._nameless:
            return ""
        given, wanted = self.given(), self.offer.classes
        if len(given) != wanted:
            told = tr("Name all {count} classes, in the order of the outputs.")
            return Complaint(told.format(count=wanted), self.names)
        if len(set(given)) < len(given):
            return Complaint(tr("Two classes have the same name."), self.names)
        if self.outlines and not self.finding.currentData():
            return Complaint(tr("Say which of the classes is outlined."), self.finding)
        return ""

    def answers(self) -> Answers:
        """What was answered here."""
        finding = str(self.finding.currentData() or "")
        return Answers(
            classes=self.classes(),
            finding=finding if finding in self.classes() else "",
            output="sigmoid" if self._chosen_output == "sigmoid" else "softmax",
            name=self.name.text().strip(),
            licence=self.licence.text().strip(),
            segmenter="" if self.outlines else str(self.segmenter.currentData() or ""),
        )

    def _assemble(self) -> None:
        layout = column(self, margins=(0, 0, 12, 0), spacing=8)
        grid = questions()
        add_line(grid, tr("Recognised"), self.offers)
        self.complaints.add_line(grid, tr("Its name"), self.name)
        add_line(grid, tr("Licence"), self.licence)
        layout.addLayout(grid)
        layout.addWidget(self.limits)
        layout.addSpacing(4)
        asked = label(tr("Names of the classes, one per line, in the order of the outputs"), "heading", wrap=True)
        asked.setBuddy(self.names)
        layout.addWidget(asked)
        layout.addWidget(self.names)
        layout.addWidget(self.complaints.room(self.names))
        layout.addLayout(row(self.counted, 1, self.number_rest))
        further = questions()
        self._finding = self.complaints.add_line(further, tr("The finding"), self.finding)
        output = add_line(further, tr("Output"), self.output)
        output.setBuddy(self.output.button("softmax"))
        beside = add_line(further, tr("Outlines"), self.segmenter)
        layout.addLayout(further)
        layout.addWidget(self.first)
        told = tr(
            "The order cannot be read from a file. Classes in another order are a mistake that nobody sees later."
        )
        order = label(told, "small", wrap=True)
        layout.addWidget(order)
        layout.addStretch(1)
        self._of_classes = (
            asked,
            self.names,
            self.counted,
            self.number_rest,
            self._finding,
            self.finding,
            output,
            self.output,
            order,
        )
        self._of_segmenter = (beside, self.segmenter)

    def _arrange(self) -> None:
        """Ask only what there is to ask of the network chosen."""
        offer, outlines = self.offer, self.outlines
        for widget in self._of_classes:
            widget.setVisible(not self._nameless)
        for widget in self._of_segmenter:
            widget.setVisible(not outlines and self.segmenter.count() > 1)
        finding = tr("Is outlined") if outlines else tr("The finding")
        self._finding.setText(finding)
        self.finding.setAccessibleName(finding)
        self.limits.setText(
            tr("A segmenter: it outlines beside a classifier, and explains no decision.") if outlines else ""
        )
        self.limits.setVisible(outlines)
        self._chosen_output = offer.output or ("sigmoid" if offer.classes == 1 else "softmax")
        self.output.set_current(self._chosen_output)
        known = offer.output is not None or offer.classes == 1  # the file says it
        self.output.set_available((self._chosen_output,) if known else ("softmax", "sigmoid"))

    def _take_names(self) -> None:
        if not self._offers:
            return
        given, wanted = self.given(), self.offer.classes
        self.counted.setText(tr("{given} of {wanted} named").format(given=len(given), wanted=wanted))
        self.number_rest.setEnabled(len(given) < wanted)
        none = tr("choose one") if self.outlines else tr("none of them")
        self.finding.offer([("", none), *((name, name) for name in dict.fromkeys(given))])
        self._tell_first()
        self.changed.emit()

    def _tell_first(self) -> None:
        """Without a finding the first class is as good as any; who sees its map is to know that."""
        classes = self.classes()
        told = tr("Without a finding maps explain “{name}” first; a click on another class explains that one.")
        self.first.setText(told.format(name=classes[0]) if classes else "")
        self.first.setVisible(len(classes) > 1 and not self.outlines and not self.finding.currentData())

    def _take_offer(self) -> None:
        if self.offer.names and not self.given():
            self.names.setPlainText("\n".join(self.offer.names))
        self._arrange()
        self._take_names()
        self.offer_changed.emit()

    def _take_output(self, key: str) -> None:
        self._chosen_output = key
        self.changed.emit()
