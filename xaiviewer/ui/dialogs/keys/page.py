"""Keys and mouse, to be changed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QPushButton

from xaiviewer.errors import XaiViewerError
from xaiviewer.records.folders import write_whole
from xaiviewer.ui.dialogs.keys.capture import Capture
from xaiviewer.ui.dialogs.keys.table import KeyTable
from xaiviewer.ui.keys.keymap import Keymap, as_json, from_json, normal
from xaiviewer.ui.keys.mouse import MOUSE, PRESETS
from xaiviewer.ui.keys.reader import choose_mouse
from xaiviewer.ui.kit.actions import KEYS, action, spelled
from xaiviewer.ui.kit.controls import Segmented, keep_keys, label, row, rule
from xaiviewer.ui.kit.preference_page import PreferencePage
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr


class KeysPage(PreferencePage):
    """What is changed holds at once, everywhere, and for the next start.

    A key is asked for by pressing it. One that does something else already is named with what it does, and taken from
    there only if the reader says so.
    """

    def __init__(self) -> None:
        super().__init__()
        self._asked: tuple[str, bool] | None = None  # whose key is waited for, and whether it is one more
        self._wanted = ""  # the key that another action has
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search actions or keys"))
        self.search.setAccessibleName(tr("Search actions or keys"))
        self.search.setClearButtonEnabled(True)
        self.table = KeyTable()
        self.change = _button(tr("Change…"), tr("Press another key in place of those it has (Enter)"))
        self.add = _button(tr("One more…"), tr("Press a further key for it"))
        self.take_away = _button(tr("No key"), tr("Take its keys away"))
        self.reset = _button(tr("Reset"), tr("Give it its usual keys again"))
        self.capture = Capture()
        self.take_it = _button(tr("Take it"), tr("Take the key from what has it"))
        self.leave_it = _button(tr("Leave it"), tr("Leave the key where it is"))
        titles = [(each.key, each.title, tr(each.tip)) for each in PRESETS]
        self.mouse = Segmented(tr("Mouse as in"), titles)
        self.mouse_told = label("", "small", wrap=True)
        self.wheel = QCheckBox(tr("Turning the wheel down goes to the previous slice"))
        keep_keys(self.wheel)
        self.export = _button(tr("Export…"), tr("Write keys and mouse to a file for another machine"))
        self.bring = _button(tr("Import…"), tr("Read keys and mouse from such a file"))
        self.reset_all = _button(tr("Reset all"), tr("Usual keys and mouse again"))
        self._assemble()
        self._connect()
        self._refresh()

    def _assemble(self) -> None:
        layout = self.lines
        layout.addWidget(self.search)
        layout.addWidget(self.table, 1)
        layout.addLayout(row(self.change, self.add, self.take_away, self.reset, 1))
        asking = row(self.capture, self.take_it, self.leave_it)
        asking.setStretch(0, 1)
        layout.addLayout(asking)
        layout.addWidget(rule())
        layout.addLayout(row(label(tr("Mouse as in"), "muted"), self.mouse, 1))
        layout.addWidget(self.mouse_told)
        layout.addWidget(self.wheel)
        layout.addWidget(rule())
        layout.addLayout(row(self.bring, self.export, 1, self.reset_all))
        self.capture.setMinimumHeight(34)
        for each in (self.take_it, self.leave_it):
            each.hide()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._narrow)
        self.table.currentItemChanged.connect(self._give_up)
        self.table.itemActivated.connect(self._ask_change)
        self.change.clicked.connect(self._ask_change)
        self.add.clicked.connect(self._ask_more)
        self.take_away.clicked.connect(self._take_away)
        self.reset.clicked.connect(self._reset)
        self.reset_all.clicked.connect(self._reset_all)
        self.capture.pressed.connect(self._take)
        self.capture.left.connect(self._leave)
        self.take_it.clicked.connect(self._insist)
        self.leave_it.clicked.connect(self._leave)
        self.mouse.chosen.connect(self._choose_mouse)
        self.wheel.toggled.connect(self._invert)
        self.export.clicked.connect(self._export)
        self.bring.clicked.connect(self._import)
        follow(self._refresh, KEYS.changed, MOUSE.changed)

    def _refresh(self) -> None:
        self.table.fill()
        self.mouse.set_current(MOUSE.preset.key)
        self.mouse_told.setText(tr(MOUSE.preset.tip))
        self.wheel.setChecked(MOUSE.inverted)
        self._enable()

    def _narrow(self, text: str) -> None:
        self.table.narrow(text)
        self._enable()

    def _enable(self) -> None:
        name = self.table.chosen
        for each in (self.change, self.add):
            each.setEnabled(name is not None)
        self.take_away.setEnabled(name is not None and bool(KEYS.keymap.of(name)))
        self.reset.setEnabled(name is not None and (name in KEYS.keymap.own or bool(KEYS.keymap.lost(name))))

    # ---------------------------------------------------------------- asking for a key

    def _ask_change(self) -> None:
        self._ask(more=False)

    def _ask_more(self) -> None:
        self._ask(more=True)

    def _ask(self, *, more: bool) -> None:
        name = self.table.chosen
        if name is not None:
            self._conflict("")
            self._asked = (name, more)
            self.capture.wait(tr(action(name).title))

    def _take(self, key: str) -> None:
        """A key was pressed: it is taken where it is free, and named with what it does where it is not."""
        if self._asked is None:
            return
        name, _ = self._asked
        if not normal(key):
            return  # no key that a shortcut could have: go on waiting
        holder, told = KEYS.keymap.holder(key), spelled((normal(key),))
        if KEYS.keymap.refusal(name, key):
            self._end(tr("{key} cannot be chosen: controls and messages need it.").format(key=told))
        elif holder is None or holder == name:
            self._give(key)
        else:
            self.capture.rest(tr("{key} is “{title}”.").format(key=told, title=tr(action(holder).title)))
            self._conflict(key)

    def _conflict(self, key: str) -> None:
        """Ask whether a key should be taken from what has it."""
        self._wanted = key
        for each in (self.take_it, self.leave_it):
            each.setVisible(bool(key))
        if key:
            self.leave_it.setFocus(Qt.FocusReason.OtherFocusReason)

    def _insist(self) -> None:
        if self._asked is not None and self._wanted:
            self._give(self._wanted)

    def _give(self, key: str) -> None:
        assert self._asked is not None
        name, more = self._asked
        before = KEYS.keymap.of(name) if more else ()
        KEYS.take(KEYS.keymap.given(name, (*before, key)))
        told = tr("{title}: {keys}").format(title=tr(action(name).title), keys=spelled(KEYS.keymap.of(name)))
        self._end(told)

    def _leave(self) -> None:
        self._end("")

    def _give_up(self) -> None:
        """Another line was chosen."""
        if self._asked is not None and self.table.chosen != self._asked[0]:
            self._end("")
        self._enable()

    def _end(self, told: str) -> None:
        self._asked = None
        self._conflict("")
        self.capture.rest(told)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---------------------------------------------------------------- the rest

    def _take_away(self) -> None:
        if (name := self.table.chosen) is not None:
            KEYS.take(KEYS.keymap.given(name, ()))

    def _reset(self) -> None:
        """Its usual keys, also where the reader had given one to another action: that is what the button says."""
        if (name := self.table.chosen) is not None:
            KEYS.take(KEYS.keymap.given(name, action(name).keys))

    def _reset_all(self) -> None:
        KEYS.take(Keymap(KEYS.keymap.usual))
        choose_mouse(PRESETS[0].key, inverted=False)
        self.capture.rest(tr("All keys and the mouse are as usual."))

    def _choose_mouse(self, preset: str) -> None:
        choose_mouse(preset, inverted=MOUSE.inverted)

    def _invert(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        choose_mouse(MOUSE.preset.key, inverted=on)

    def _export(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Write keys and mouse"), "xaiviewer-keys.json", tr("Keys (*.json)")
        )
        if chosen:
            self.export_to(Path(chosen))

    def _import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Read keys and mouse"), "", tr("Keys (*.json)"))
        if chosen:
            self.import_from(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Write keys and mouse, or say what is in the way."""
        try:
            write_whole(path, as_json(KEYS.keymap, MOUSE.written()).encode())
        except XaiViewerError as error:
            self.capture.rest(str(error))
        else:
            self.capture.rest(tr("Written to {folder}").format(folder=path))

    def import_from(self, path: Path) -> None:
        """Take keys and mouse from a file, or say why none of it is taken."""
        try:
            keymap, mouse = from_json(KEYS.keymap.usual, _read(path), str(path))
        except XaiViewerError as error:
            self.capture.rest(str(error))
            return
        KEYS.take(keymap)
        MOUSE.take(mouse)
        choose_mouse(MOUSE.preset.key, inverted=MOUSE.inverted)
        self.capture.rest(tr("Keys and mouse are those of the file."))


def _button(text: str, tip: str) -> QPushButton:
    made = QPushButton(text)
    made.setToolTip(tip)
    made.setAutoDefault(False)
    keep_keys(made)
    return made


def _read(path: Path) -> str:
    """The text of a file; empty, which is no keys, where it holds none."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
