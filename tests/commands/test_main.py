"""The command line as a whole."""

import subprocess
import sys
from importlib import import_module

import pytest

from xaiviewer import __version__
from xaiviewer.__main__ import main
from xaiviewer.commands import COMMANDS
from xaiviewer.errors import ReadError


@pytest.mark.slow
@pytest.mark.parametrize("words", [("--version",), ("--help",), *((name, "--help") for name in COMMANDS)])
def test_help_and_version_come_without_torch_and_qt(words):
    script = (
        "import sys; from xaiviewer.__main__ import main\n"
        f"try: main({list(words)!r})\n"
        "except SystemExit as end: assert not end.code\n"
        "loaded = {'torch', 'PySide6'} & set(sys.modules); assert not loaded, loaded"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    if words == ("--version",):
        assert done.stdout.strip() == f"xaiviewer {__version__}"
    else:
        assert "not for diagnosis" in " ".join(done.stdout.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_examples_in_its_help(name, capsys):
    with pytest.raises(SystemExit):
        main([name, "--help"])
    shown = capsys.readouterr().out
    assert "examples:" in shown
    assert f"xaiviewer {name}" in shown


@pytest.mark.parametrize("words", [["nowhere"], ["--wrong"], ["explain"], ["train", "painter", "."]])
def test_wrong_use_exits_with_2_and_one_sentence(words, capsys, no_torch):
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("xaiviewer: ")
    assert err.count("\n") == 1


def test_ctrl_c_while_a_refusal_is_looked_up_is_an_interruption(monkeypatch, capsys):
    def pressed(error):
        raise KeyboardInterrupt

    monkeypatch.setattr("xaiviewer.__main__.coded", pressed)
    assert main(["nowhere"]) == 130
    assert capsys.readouterr().err == "xaiviewer: interrupted; nothing was left half written.\n"


@pytest.mark.parametrize(
    "words",
    [[""], ["inspect", ""], ["explain", ".", "--output", ""], ["explain", ".", "--output="], ["model", "show", ""]],
)
def test_an_empty_argument_is_not_the_folder_in_which_one_is(words, capsys, no_torch, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    assert "An argument is empty" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("model", "import", "x", "--clas", "a"), "--clas a (meant --classes?); see `xaiviewer model import --help`"),
        (("model", "package", "x", "--to", "y", "--class=a"), "--classes?); see `xaiviewer model package --help`"),
        (("model", "measure", "x", ".", "--wrong"), "--wrong; see `xaiviewer model measure --help`"),
        (("model", "remove", "x", "y"), "y; see `xaiviewer model remove --help`"),
        (("model", "--wrong", "list"), "--wrong; see `xaiviewer model --help`"),
        (("review", "verify", ".", "--wrong"), "--wrong; see `xaiviewer review verify --help`"),
        (("review", "study", "status", ".", ".", "--wrong"), "--wrong; see `xaiviewer review study status --help`"),
        (("explain", ".", "--output", "x", "--metod", "y"), "(meant --method?); see `xaiviewer explain --help`"),
    ],
)
def test_what_is_no_argument_is_told_with_the_help_of_the_part_that_was_typed(words, says, capsys, no_torch):
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert err.count("\n") == 1


@pytest.fixture
def window(monkeypatch):
    """Stands in for the window: records what it was asked to open."""
    opened = []
    monkeypatch.setattr(
        "xaiviewer.ui.start.app.run",
        lambda paths, services, **options: opened.append((list(paths), services, options)) or 0,
    )
    monkeypatch.setattr("xaiviewer.ui.start.preflight.check", lambda: None)
    return opened


def test_without_arguments_the_phantom_opens(window):
    from xaiviewer import paths

    assert main([]) == 0
    assert window[0][0] == []
    assert window[0][2]["otherwise"] == paths.phantom()


def test_paths_open_in_the_window_even_if_called_like_a_command(window, tmp_path, monkeypatch):
    (tmp_path / "explain").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["./explain", str(tmp_path)]) == 0
    assert [path.resolve() for path in window[0][0]] == [tmp_path / "explain", tmp_path]


def test_the_window_gets_the_real_reader_and_networks(window, tmp_path, models, monkeypatch):
    from xaiviewer import paths
    from xaiviewer.analysis import Analyser

    monkeypatch.setattr(paths, "models", lambda: models)
    main([])
    services = window[0][1]
    assert isinstance(services.analyser(), Analyser)
    with pytest.raises(ReadError):
        services.reader.load_case(tmp_path / "nowhere")


def test_a_missing_model_is_one_sentence(small_case_folder, tmp_path, monkeypatch, capsys):
    from xaiviewer import paths

    monkeypatch.setattr(paths, "models", lambda: tmp_path)
    assert main(["explain", str(small_case_folder), "--output", str(tmp_path / "out")]) == 2
    assert "install the program again" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_phantom_gets_what_was_asked(tmp_path, monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(
        "xaiviewer.commands.verbs.phantom.write_phantom", lambda *words, **named: asked.append((words, named))
    )
    assert main(["phantom", str(tmp_path / "head"), "--seed", "3"]) == 0
    assert asked == [((tmp_path / "head", 3), {"overwrite": False})]
    assert "synthetic" in capsys.readouterr().out


def test_the_phantom_replaces_nothing_unasked(tmp_path, capsys):
    assert main(["phantom", str(tmp_path)]) == 2
    assert "--overwrite" in capsys.readouterr().err


def test_training_gets_what_was_asked(tmp_path, monkeypatch, capsys):
    asked = {}

    def train(name, data, folder, **options):
        asked.update(name=name, data=data, folder=folder, **options)
        options["progress"]("fold-1", 0.5)
        options["report"]("epoch 1")
        return folder / "package"

    monkeypatch.setattr(import_module("xaiviewer.training.run"), "train", train)
    words = ["train", "segmenter", str(tmp_path), "--output", str(tmp_path / "runs"), "--seed", "4", "--folds", "5"]
    words.append("--ensemble")
    assert main(words) == 0
    assert (asked["name"], asked["data"], asked["folder"]) == ("segmenter", tmp_path, tmp_path / "runs" / "segmenter")
    assert (asked["seed"], asked["folds"], asked["device"]) == (4, 5, "auto")
    assert (asked["permuted"], asked["ensemble"]) == (False, True)
    out, err = capsys.readouterr()
    assert "package" in out
    assert "epoch 1" in err


def test_the_installed_program_says_that_it_does_not_train(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert main(["train", "classifier", str(tmp_path)]) == 2
    assert "from its source" in capsys.readouterr().err
