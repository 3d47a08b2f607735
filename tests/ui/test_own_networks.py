"""Adding a network in the window, and choosing the one that is asked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from xaiviewer.case import Case, Frame
from xaiviewer.errors import ModelError, UsageError
from xaiviewer.nets.imports.answers import Answers
from xaiviewer.nets.imports.preview import Preview, PreviewedSlice
from xaiviewer.nets.packages import store
from xaiviewer.nets.packages.description import Trained
from xaiviewer.nets.packages.making import trained_on
from xaiviewer.requests import ModelDescription, ModelIdentity
from xaiviewer.ui.networks import choosing, list_dialog
from xaiviewer.ui.networks.choosing import OWN, is_network
from xaiviewer.ui.networks.doubts import doubts_of
from xaiviewer.ui.networks.wizard import Wizard
from xaiviewer.ui.settings.computing import network, outliner
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size

CLASSES = ("glioma", "meningioma", "pituitary")


@dataclass(frozen=True)
class FakeOffer:
    """A network with three classes and three channels."""

    known_as: str = "torchvision resnet18"
    classes: int = 3
    channels: int = 3
    size: int = 224
    mean: tuple[float, ...] = (0.5, 0.5, 0.5)
    std: tuple[float, ...] = (0.5, 0.5, 0.5)
    names: tuple[str, ...] = ()
    dimensions: int = 2
    task: str = "classification"
    output: str | None = None
    preprocessing: str = ""


def preview_of(answers: Answers, case: Case | None, *, scale: float = 1.0) -> Preview:
    """What a network of these classes says, sure of the first."""
    asked = answers.size or 32
    rows, columns = (asked, asked) if isinstance(asked, int) else asked
    size = max(rows, columns)
    inputs = scale * np.random.default_rng(0).random((3, rows, columns), dtype=np.float32)
    each = PreviewedSlice(
        0, np.zeros((64, 64), np.uint8), Frame(0, 0, 64, size), inputs, np.array([0.7, 0.2, 0.1], np.float32)
    )
    description = ModelDescription(ModelIdentity("fake", "fake", "0" * 64), classes=answers.classes)
    return Preview(description, answers.output, np.array([[0, 1]] * 3, np.float32), (each,), case is None)


@dataclass
class FakeImporting:
    """Weights that fit one network."""

    asked: list[Answers]
    name: str = "mine"
    licence: str = "not stated"
    offers: tuple[FakeOffer, ...] = (FakeOffer(),)
    described: None = None

    def preview(self, offer: int, answers: Answers, case: Case | None) -> Preview:
        assert offer == 0
        self.asked.append(answers)
        return preview_of(answers, case)

    def add(self, offer: int, answers: Answers) -> str:
        assert offer == 0
        if answers.name == "taken":
            raise UsageError("There is a network “taken” already; give this one another name.")
        return answers.name


@dataclass
class FakeOwn:
    """Imports fakes, and loads the fakes' analyser."""

    load: Callable[[], Any]
    opened: str = ""
    gone: str = ""
    outliner: str = ""
    lost: str = ""
    asked: list[Answers] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    outlined: list[str] = field(default_factory=list)
    offers: tuple[FakeOffer, ...] = (FakeOffer(),)

    def look_at(self, path: Path) -> FakeImporting:
        if path.suffix != ".pth":
            raise ModelError(f"{path} is no file of weights that is known here; write one anew.")
        return FakeImporting(self.asked, offers=self.offers)

    def trained_at(self, source: Path, cancelled: Callable[[], bool]) -> Trained:
        if source.suffix != ".txt":
            raise UsageError(f"{source.name} cannot be read as a list of patients; give one name per line.")
        return trained_on(source.read_text(encoding="utf-8").split())

    def loading(self, name: str) -> Callable[[], Any]:
        if name == "gone":
            raise UsageError("There is no network “gone”.")
        self.loaded.append(name)
        return self.load

    def outlining(self, name: str) -> Callable[[], Any]:
        self.outlined.append(name)
        return self.load


@pytest.fixture
def own(fakes: Any) -> FakeOwn:
    """See `FakeOwn`."""
    return FakeOwn(lambda: fakes.FakeAnalyser(size=64))


@pytest.fixture
def opened(build: Any, fakes: Any, own: FakeOwn, qtbot: QtBot) -> MainWindow:
    """A window with an analysed case, and networks to choose from."""
    window: MainWindow = build(fakes.make_case("one"), own=own)
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    return window


def wizard_of(window: MainWindow) -> Wizard:
    """The one that is open."""
    assert isinstance(window.networks.dialog, Wizard)
    return window.networks.dialog


def at_classes(window: MainWindow, qtbot: QtBot) -> Wizard:
    """The wizard, once the weights were recognised."""
    assert window.networks.take([Path("mine.pth")])
    wizard = wizard_of(window)
    qtbot.waitUntil(lambda: wizard.found is not None and wizard.view.preview is not None, timeout=10_000)
    return wizard


@pytest.mark.slow
def test_weights_that_are_dropped_begin_an_import_and_cases_do_not(opened: MainWindow, qtbot: QtBot) -> None:
    assert not opened.networks.take([Path("case.nii.gz")])
    assert opened.networks.dialog is None
    assert at_classes(opened, qtbot).classes.offers.currentText() == "torchvision resnet18, 3 classes, 3 input channels"


@pytest.mark.slow
def test_nothing_is_added_before_every_class_has_a_name_of_its_own(opened: MainWindow, qtbot: QtBot) -> None:
    wizard = at_classes(opened, qtbot)
    assert not wizard.next.isEnabled()
    wizard.classes.names.setPlainText("a\nb\na")
    assert wizard.problem() == "Two classes have the same name."
    assert not wizard.next.isEnabled()
    wizard.classes.names.setPlainText("a\nb\nc")
    assert wizard.next.isEnabled()
    wizard.classes.names.setPlainText("a")
    wizard.classes.number_rest.click()  # nobody types the names of a thousand outputs
    assert wizard.answers().classes == ("a", "output 2", "output 3")
    assert wizard.next.isEnabled()
    assert not wizard.classes.number_rest.isEnabled()


@pytest.mark.slow
def test_answers_are_tried_on_the_open_case_as_they_change(opened: MainWindow, own: FakeOwn, qtbot: QtBot) -> None:
    wizard = at_classes(opened, qtbot)
    wizard.classes.names.setPlainText("\n".join(CLASSES))
    wizard.step()
    wizard.input.pixels.setText("48")
    wizard.input.pixels.textEdited.emit("48")
    wizard.input.range.set_current("8-bit")
    wizard.input.range.activated.emit(1)
    qtbot.waitUntil(lambda: bool(own.asked) and own.asked[-1].size == 48, timeout=10_000)
    asked = own.asked[-1]
    assert (asked.classes, asked.scale, asked.high, asked.mean) == (CLASSES, "values", 255, (0.5, 0.5, 0.5))
    assert wizard.about_case.text() == "On the open case."
    wizard.input.range.set_current("lung")
    answers = wizard.answers()
    assert (answers.scale, answers.windows) == ("window", ("lung",))


@pytest.mark.slow
def test_how_slices_lie_and_what_shape_they_have_is_tried_and_kept(
    opened: MainWindow, own: FakeOwn, qtbot: QtBot
) -> None:
    wizard = at_classes(opened, qtbot)
    wizard.classes.names.setPlainText("\n".join(CLASSES))
    wizard.step()
    told = wizard.answers()
    assert (told.orientation, told.size, told.fit, told.channels) == ("radiological", 224, "pad", ())
    wizard.input.pixels.setText("48 x 32")
    wizard.input.channels.set_current("rgb")
    wizard.input.fit.set_current("stretch")
    wizard.input.lying.set_current("anti-transposed")
    wizard.input.lying.activated.emit(1)
    qtbot.waitUntil(lambda: bool(own.asked) and own.asked[-1].orientation == "anti-transposed", timeout=10_000)
    asked = own.asked[-1]
    assert (asked.size, asked.fit, asked.channels) == ((48, 32), "stretch", ("rgb",))
    wizard.input.pixels.setText("48 x")
    assert "rows x columns" in wizard.problem()


@pytest.mark.slow
def test_what_a_file_of_keras_says_itself_is_not_asked_again(opened: MainWindow, own: FakeOwn, qtbot: QtBot) -> None:
    own.offers = (FakeOffer(output="sigmoid", preprocessing="caffe", mean=(0.4,) * 3, std=(0.1,) * 3),)
    wizard = at_classes(opened, qtbot)
    assert not wizard.classes.output.button("softmax").isEnabled()
    wizard.classes.names.setPlainText("\n".join(CLASSES))
    told = wizard.answers()
    assert (told.output, told.preprocessing) == ("sigmoid", "caffe")
    wizard.input.after.set_current("none")
    told = wizard.answers()
    assert (told.preprocessing, told.mean, told.std) == ("", (), ())


@pytest.mark.slow
def test_what_another_program_got_is_asked_for_and_must_be_there(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    wizard = at_classes(opened, qtbot)
    wizard.classes.names.setPlainText("\n".join(CLASSES))
    wizard.step()
    file = tmp_path / "golden.npz"
    wizard.input.golden.file.setText(str(file))
    wizard.input.golden.changed.emit()
    assert "no file “golden.npz”" in wizard.problem()
    assert not wizard.next.isEnabled()
    file.write_bytes(b"")
    wizard.input.golden.changed.emit()
    assert wizard.next.isEnabled()
    assert wizard.answers().golden == file


@pytest.mark.slow
@pytest.mark.parametrize(("name", "says"), [("...", "cannot be the name of a folder"), ("bundled", "own networks")])
def test_a_name_that_no_network_can_have_is_told_where_it_is_typed(
    opened: MainWindow, qtbot: QtBot, name: str, says: str
) -> None:
    wizard = at_classes(opened, qtbot)
    wizard.classes.names.setPlainText("\n".join(CLASSES))
    assert wizard.next.isEnabled()
    wizard.classes.name.selectAll()
    qtbot.keyClicks(wizard.classes.name, name)
    assert says in wizard.problem()
    assert not wizard.next.isEnabled()


@pytest.mark.slow
def test_without_a_finding_the_page_says_whose_map_comes_first(opened: MainWindow, qtbot: QtBot) -> None:
    page = at_classes(opened, qtbot).classes
    page.names.setPlainText("\n".join(CLASSES))
    assert page.first.isVisible()
    assert "“glioma” first" in page.first.text()
    page.finding.set_current("meningioma")
    page.finding.activated.emit(2)
    assert not page.first.isVisible()


@pytest.mark.slow
def test_of_a_segmenter_only_is_asked_what_it_outlines(opened: MainWindow, own: FakeOwn, qtbot: QtBot) -> None:
    own.offers = (FakeOffer(task="segmentation"), FakeOffer(task="segmentation", classes=1))
    opened.networks.take([Path("mine.pth")])
    wizard = wizard_of(opened)
    qtbot.waitUntil(lambda: wizard.found is not None, timeout=10_000)
    wizard.classes.names.setPlainText("\n".join(CLASSES))
    assert wizard.problem() == "Say which of the classes is outlined."
    assert not wizard.next.isEnabled()
    wizard.classes.finding.set_current("meningioma")
    wizard.classes.finding.activated.emit(2)
    assert wizard.next.isEnabled()
    assert wizard.answers().finding == "meningioma"
    wizard.classes.offers.setCurrentIndex(1)
    wizard.classes.offers.activated.emit(1)
    assert not wizard.classes.names.isVisibleTo(wizard)
    assert wizard.next.isEnabled()
    assert wizard.answers().classes == ()


@pytest.mark.slow
def test_a_segmenter_outlines_beside_the_network_that_is_asked(
    opened: MainWindow, own: FakeOwn, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "names", lambda: ["lesions"])
    for room in (choosing, list_dialog):
        monkeypatch.setattr(room, "outlines", lambda name: name == "lesions")
    opened.networks.use("lesions")
    assert (opened.networks.opened, opened.networks.outliner, own.outlined) == (OWN, "lesions", ["lesions"])
    assert outliner() == "lesions"
    opened.networks.show()
    dialog: Any = opened.networks.dialog
    dialog.list.setCurrentRow(1)
    assert dialog.use.text() == "Outline as usual"
    dialog.use.click()
    assert own.outlined == ["lesions", ""]
    assert not outliner()
    qtbot.waitUntil(lambda: opened.review.shown.state.complete, timeout=20_000)


@pytest.mark.slow
def test_a_size_that_is_none_is_told_and_not_tried(opened: MainWindow, qtbot: QtBot) -> None:
    wizard = at_classes(opened, qtbot)
    wizard.classes.names.setPlainText("\n".join(CLASSES))
    wizard.step()
    wizard.input.pixels.setText("9")
    wizard.input.pixels.textEdited.emit("9")
    assert "from 16 to 2048" in wizard.problem()
    assert not wizard.next.isEnabled()


@pytest.mark.slow
def test_the_added_network_is_asked_at_once_and_at_the_next_start(
    opened: MainWindow, own: FakeOwn, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "names", lambda: ["mine"])
    wizard = at_classes(opened, qtbot)
    wizard.classes.names.setPlainText("\n".join(CLASSES))
    for _ in range(3):
        wizard.step()
    qtbot.waitUntil(lambda: "one of your networks" in wizard.done_text.text(), timeout=10_000)
    wizard.step()
    assert (opened.networks.opened, own.loaded, network()) == ("mine", ["mine"], "mine")
    assert opened.windowTitle() == "xaiviewer · mine"
    assert "mine" in opened.top.about.text()
    assert opened.review.shown.state.analysis is None or not opened.review.shown.state.complete
    qtbot.waitUntil(lambda: opened.review.shown.state.complete, timeout=20_000)


@pytest.mark.slow
def test_what_is_refused_is_said_and_another_answer_can_be_given(opened: MainWindow, qtbot: QtBot) -> None:
    wizard = at_classes(opened, qtbot)
    wizard.classes.names.setPlainText("\n".join(CLASSES))
    wizard.classes.name.setText("taken")
    for _ in range(3):
        wizard.step()
    qtbot.waitUntil(lambda: "already" in wizard.told.text(), timeout=10_000)
    for _ in range(2):
        wizard.step_back()
    wizard.classes.name.setText("free")
    for _ in range(3):
        wizard.step()
    qtbot.waitUntil(lambda: "“free”" in wizard.done_text.text(), timeout=10_000)


@pytest.mark.slow
def test_a_file_that_is_no_network_is_refused_in_a_sentence(opened: MainWindow, qtbot: QtBot) -> None:
    opened.networks.add()
    wizard = wizard_of(opened)
    wizard.look_at(Path("notes.txt"))
    qtbot.waitUntil(lambda: "no file of weights" in wizard.told.text(), timeout=10_000)
    assert wizard.source.isVisible()


@pytest.mark.slow
def test_another_network_takes_nothing_over_from_the_one_before(opened: MainWindow, own: FakeOwn, qtbot: QtBot) -> None:
    review = opened.review
    review.set_class(0)
    qtbot.waitUntil(lambda: review.shown.state.complete, timeout=20_000)
    review.shown.show_layer(3)
    before = review.shown.state.analysis
    review.set_networks(own.load)
    state = review.shown.state
    assert (state.analysis, state.class_index, state.request, dict(state.answers)) == (None, None, None, {})
    assert [each.analysed for each in review.shelf.state.entries] == [0]
    assert not review.history.state.done
    qtbot.waitUntil(lambda: review.shown.state.complete, timeout=20_000)
    assert review.shown.state.analysis is not before


@pytest.mark.slow
def test_a_network_that_is_gone_is_said_so_and_the_one_in_use_stays(opened: MainWindow) -> None:
    opened.networks.use("gone")
    assert opened.networks.opened == OWN
    assert "no network “gone”" in opened.banner.text.text()


@pytest.mark.slow
def test_the_last_of_networks_chosen_in_the_middle_of_an_analysis_judges_the_case(
    build: Any, fakes: Any, own: FakeOwn, qtbot: QtBot
) -> None:
    gate = threading.Semaphore(0)
    window: MainWindow = build(fakes.make_case("one"), own=own, gate=gate)
    window.review.shelf.open_paths([Path("all")])
    gate.release()
    qtbot.waitUntil(lambda: window.review.shown.state.analysis is not None, timeout=20_000)
    made: list[str] = []

    def loading(name: str) -> Callable[[], Any]:
        return lambda: (made.append(name), fakes.FakeAnalyser(size=64))[1]

    own.loading = loading  # type: ignore[method-assign]
    for name in ("a", "b", OWN, "c"):
        window.networks.use(name)
    gate.release(100)
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    assert made[-1] == "c"
    assert window.windowTitle() == "xaiviewer · c"
    assert window.banner.text.text() == "From now on asked: c"


@pytest.mark.slow
def test_a_package_that_was_changed_meanwhile_is_refused_and_the_own_network_goes_on(
    opened: MainWindow, own: FakeOwn, qtbot: QtBot
) -> None:
    usual = own.load

    def changed() -> Any:
        raise ModelError("weights.safetensors of mine are not the weights that model.json names; get it again.")

    own.load = changed
    opened.networks.use("mine")
    qtbot.waitUntil(lambda: "not the weights" in opened.banner.text.text(), timeout=20_000)
    own.load = usual
    opened.networks.use(OWN)
    qtbot.waitUntil(lambda: opened.review.shown.state.complete, timeout=20_000)


@pytest.mark.slow
def test_the_network_in_use_gives_way_before_it_is_removed(
    opened: MainWindow, own: FakeOwn, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = ["mine"]
    monkeypatch.setattr(store, "names", lambda: list(there))
    monkeypatch.setattr(store, "remove", there.remove)
    opened.networks.use("mine")
    opened.networks.show()
    opened.networks.remove("mine")
    assert (opened.networks.opened, there, network()) == (OWN, [], OWN)
    dialog: Any = opened.networks.dialog
    assert dialog.list.count() == 1
    qtbot.waitUntil(lambda: opened.review.shown.state.complete, timeout=20_000)


@pytest.mark.slow
def test_the_list_marks_the_network_in_use_and_shows_the_others_card(opened: MainWindow) -> None:
    opened.networks.show()
    dialog: Any = opened.networks.dialog
    assert isinstance(dialog, QDialog)
    assert dialog.list.item(0).text().endswith("in use")
    assert not dialog.use.isEnabled()
    assert not dialog.remove.isEnabled()
    assert dialog.card.toPlainText().startswith("Tumour classifier")


@pytest.mark.slow
def test_return_deletes_no_network(opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    removed: list[str] = []
    monkeypatch.setattr(store, "names", lambda: ["mine"])
    monkeypatch.setattr(opened.networks, "remove", removed.append)
    opened.networks.show()
    dialog: Any = opened.networks.dialog
    for key, expected in ((Qt.Key.Key_Return, []), (Qt.Key.Key_Space, ["mine"])):
        dialog.list.setCurrentRow(1)
        dialog.remove.click()
        asked = dialog.findChildren(QMessageBox)[-1]
        if key == Qt.Key.Key_Space:  # who moves to it means it
            next(each for each in asked.buttons() if each.text() == "Remove").setFocus()
        qtbot.keyClick(asked.focusWidget(), key)
        qtbot.waitUntil(lambda asked=asked: not asked.isVisible())
        assert removed == expected


@pytest.mark.slow
def test_the_palette_finds_networks_by_name(
    opened: MainWindow, own: FakeOwn, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "names", lambda: ["tumours"])
    opened.palette_of_actions.ask()
    qtbot.keyClicks(opened.palette_of_actions.search, "tumours")
    qtbot.keyClick(opened.palette_of_actions.search, Qt.Key.Key_Return)
    assert own.loaded == ["tumours"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("w.safetensors", True), ("w.onnx", True), ("scan.dcm", False), ("study.zip", False), ("scan.nii.gz", False)],
)
def test_a_network_is_told_from_pictures_by_its_name(tmp_path: Path, name: str, *, expected: bool) -> None:
    (tmp_path / name).write_bytes(b"none")
    assert is_network(tmp_path / name) is expected


def test_folders_of_packages_and_of_timm_are_networks(tmp_path: Path) -> None:
    assert not is_network(tmp_path)
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    assert is_network(tmp_path)


def test_an_input_that_is_the_same_everywhere_raises_doubts() -> None:
    answers = Answers(classes=CLASSES)
    assert not doubts_of(preview_of(answers, None))
    assert "same value everywhere" in doubts_of(preview_of(answers, None, scale=0.0))[0]
    assert "unusual" in doubts_of(preview_of(answers, None, scale=100.0))[0]


@pytest.mark.slow
def test_return_chooses_a_file_on_the_first_page_and_goes_on_upon_the_next(opened: MainWindow, qtbot: QtBot) -> None:
    opened.networks.add()
    assert wizard_of(opened).source.file.isDefault()
    assert at_classes(opened, qtbot).next.isDefault()


@pytest.mark.slow
def test_another_network_of_the_list_stands_beside_the_one_in_use(
    build: Any, fakes: Any, own: FakeOwn, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "names", lambda: ["tuned"])
    window: MainWindow = build(fakes.make_case("one"), own=own, others=fakes.FakeOthers())
    window.review.shelf.open_paths([Path("all")])
    shown = window.review.shown
    qtbot.waitUntil(lambda: shown.state.complete, timeout=20_000)
    window.networks.show()
    dialog: Any = window.networks.dialog
    assert not dialog.compare.isEnabled()  # the one in use is not compared with itself
    dialog.list.setCurrentRow(1)
    dialog.compare.click()
    assert shown.state.second is not None
    assert shown.state.second.package.name == "tuned"
    assert shown.state.trainings == ()
    own_pane, other = window.compare.panes[:2]
    qtbot.waitUntil(lambda: "the second" in other.decided.text(), timeout=20_000)
    assert other.choice.currentText().startswith("tuned: ")
    assert own_pane.decided.isVisible()
    assert "the second" not in own_pane.decided.text()
    assert own_pane.trained.isVisible()  # a line for both, so that nothing is higher than the other
    assert (own_pane.trained.text(), other.trained.text()) == ("", "Trained on this patient")
    monkeypatch.setattr(store, "remove", lambda name: None)
    window.networks.remove("tuned")
    assert shown.state.second is None
    assert not own_pane.decided.isVisible()
    assert [each.network for each in window.review.compared.state.subjects] == [None, None]


@pytest.mark.slow
def test_one_that_cannot_be_removed_leaves_everything_as_it_was(
    build: Any, fakes: Any, own: FakeOwn, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(name: str) -> None:
        raise UsageError(f"The network “{name}” cannot be removed (Permission denied); is it in use?")

    monkeypatch.setattr(store, "names", lambda: ["mine", "tuned"])
    monkeypatch.setattr(store, "remove", held)
    window: MainWindow = build(fakes.make_case("one"), own=own, others=fakes.FakeOthers())
    window.review.shelf.open_paths([Path("all")])
    shown = window.review.shown
    window.networks.use("mine")
    qtbot.waitUntil(lambda: shown.state.complete, timeout=20_000)
    window.networks.compare("tuned")
    qtbot.waitUntil(lambda: shown.state.second is not None and shown.state.second.found is not None, timeout=20_000)
    before = shown.state
    for name in ("tuned", "mine"):
        window.networks.remove(name)
        assert "cannot be removed" in window.banner.text.text()
        assert (window.networks.opened, network()) == ("mine", "mine")
        assert shown.state is before
        assert window.review.compared.state.on


@pytest.mark.slow
def test_one_that_is_wanted_beside_while_the_first_has_not_answered_stands_there_once_it_has(
    build: Any, fakes: Any, own: FakeOwn, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = ["mine", "tuned"]
    monkeypatch.setattr(store, "names", lambda: list(there))
    monkeypatch.setattr(store, "remove", there.remove)
    window: MainWindow = build(fakes.make_case("one"), own=own, others=fakes.FakeOthers())
    window.review.shelf.open_paths([Path("all")])
    shown, compared = window.review.shown, window.review.compared
    window.networks.use("mine")
    qtbot.waitUntil(lambda: shown.state.complete, timeout=20_000)
    released = threading.Event()
    own.load = lambda: (released.wait(20), fakes.FakeAnalyser(size=64))[1]
    window.networks.remove("mine")
    window.networks.compare("tuned")
    assert not compared.state.on
    assert window.banner.text.text() == "“tuned” stands beside as soon as the network in use has answered."
    released.set()
    qtbot.waitUntil(lambda: compared.state.on, timeout=20_000)
    qtbot.waitUntil(lambda: shown.state.second is not None and shown.state.second.found is not None, timeout=20_000)


@pytest.mark.slow
def test_a_folder_of_the_same_name_where_the_program_was_started_is_not_taken_for_it(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "names", lambda: ["tuned"])
    (tmp_path / "tuned").mkdir()
    monkeypatch.chdir(tmp_path)
    opened.networks.compare("tuned")
    second = opened.review.shown.state.second
    assert second is not None
    assert second.package == store.folder() / "tuned"
