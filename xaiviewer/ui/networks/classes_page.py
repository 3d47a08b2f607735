"""The second page: which of the networks that fit it is, what it is called, and what its outputs mean."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from xaiviewer.nets.imports.answers import Answers
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import Choice, Segmented, column, label
from xaiviewer.ui.kit.forms import add_line
from xaiviewer.ui.language import tr
from xaiviewer.ui.networks.protocols import Importing, Offered
from xaiviewer.ui.networks.questions import questions

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
        self.offers = Choice(tr("Network"), [])
        self.name, self.licence = QLineEdit(), QLineEdit()
        self.name.setMaxLength(_MOST)
        self.licence.setPlaceholderText(tr("not stated"))
        self.names = QPlainTextEdit()
        self.names.setTabChangesFocus(True)
        self.names.setAccessibleName(tr("Names of the classes, one per line, in the order of the outputs"))
        theme.follow(self.names, lambda it: it.setFixedHeight(theme.px(_NAMES)))
        self.counted = label("", "small")
        self.finding = Choice(tr("The finding"), [("", tr("none of them"))])
        softmax = tr("of all classes exactly one holds (softmax)")
        sigmoid = tr("each class may hold or not, by itself (sigmoid)")
        self.output = Segmented(
            tr("Output"), [("softmax", tr("One class"), softmax), ("sigmoid", tr("Each by itself"), sigmoid)]
        )
        self.output.set_current("softmax")
        self._chosen_output = "softmax"
        self._assemble()
        self.offers.activated.connect(self._take_offer)
        self.names.textChanged.connect(self._take_names)
        self.finding.activated.connect(self.changed)
        self.output.chosen.connect(self._take_output)
        for line in (self.name, self.licence):
            line.textEdited.connect(self.changed)

    def begin(self, found: Importing) -> None:
        """Ask about what was found."""
        self._offers = tuple(found.offers)
        self.offers.offer([(str(at), each.title) for at, each in enumerate(self._offers)])
        self.offers.setCurrentIndex(0)
        self.name.setText(found.name[:_MOST])
        self.licence.setText("" if found.licence == "not stated" else found.licence)
        self.names.setPlainText("\n".join(self._offers[0].names))
        single = self._offers[0].classes == 1
        self._chosen_output = "sigmoid" if single else "softmax"
        self.output.set_current(self._chosen_output)
        self.output.setEnabled(not single)
        self.names.setFocus()
        self._take_names()

    @property
    def number(self) -> int:
        """Which of the networks that fit."""
        return max(self.offers.currentIndex(), 0)

    @property
    def offer(self) -> Offered:
        """It."""
        return self._offers[self.number]

    def classes(self) -> tuple[str, ...]:
        """The names by now, those that lack made up."""
        given = self.given()[: self.offer.classes]
        missing = range(len(given), self.offer.classes)
        return (*given, *(tr("output {number}").format(number=number + 1) for number in missing))

    def given(self) -> tuple[str, ...]:
        """The names as they were typed."""
        return tuple(filter(None, (line.strip() for line in self.names.toPlainText().splitlines())))

    def problem(self) -> str:
        """What is missing or wrong, in the reader's words; "" where nothing is."""
        given, wanted = self.given(), self.offer.classes
        if len(given) != wanted:
            return tr("Name all {count} classes, in the order of the outputs.").format(count=wanted)
        if len(set(given)) < len(given):
            return tr("Two classes have the same name.")
        return "" if self.name.text().strip() else tr("Give the network a name.")

    def answers(self) -> Answers:
        """What was answered here."""
        finding = str(self.finding.currentData() or "")
        return Answers(
            classes=self.classes(),
            finding=finding if finding in self.classes() else "",
            output="sigmoid" if self._chosen_output == "sigmoid" else "softmax",
            name=self.name.text().strip(),
            licence=self.licence.text().strip(),
        )

    def _assemble(self) -> None:
        layout = column(self, margins=(0, 0, 12, 0), spacing=8)
        grid = questions()
        add_line(grid, tr("Recognised"), self.offers)
        add_line(grid, tr("Its name"), self.name)
        add_line(grid, tr("Licence"), self.licence)
        layout.addLayout(grid)
        layout.addSpacing(4)
        layout.addWidget(
            label(tr("Names of the classes, one per line, in the order of the outputs"), "heading", wrap=True)
        )
        layout.addWidget(self.names)
        layout.addWidget(self.counted)
        further = questions()
        add_line(further, tr("The finding"), self.finding)
        add_line(further, tr("Output"), self.output)
        layout.addLayout(further)
        told = tr(
            "The order cannot be read from a file. Classes in another order are a mistake that nobody sees later."
        )
        layout.addWidget(label(told, "small", wrap=True))
        layout.addStretch(1)

    def _take_names(self) -> None:
        if not self._offers:
            return
        given, wanted = self.given(), self.offer.classes
        self.counted.setText(tr("{given} of {wanted} named").format(given=len(given), wanted=wanted))
        self.finding.offer([("", tr("none of them")), *((name, name) for name in dict.fromkeys(given))])
        self.changed.emit()

    def _take_offer(self) -> None:
        if self.offer.names and not self.given():
            self.names.setPlainText("\n".join(self.offer.names))
        self._take_names()
        self.offer_changed.emit()

    def _take_output(self, key: str) -> None:
        self._chosen_output = key
        self.changed.emit()
