"""Progress on the error stream."""

from io import StringIO

import pytest

from xaiviewer.commands.options import progress as module
from xaiviewer.commands.options.progress import Progress
from xaiviewer.records.folders import Names


class Terminal(StringIO):
    """A stream that calls itself a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is set."""
    now = [0.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    return now


def test_a_terminal_gets_a_bar_that_is_wiped_away(clock):
    stream = Terminal()
    with Progress(4, "cases", stream) as progress:
        clock[0] = 1
        progress.at(2, "slice 3 of 9")
    assert "█" * 14 + "░" * 14 in stream.getvalue()
    assert "2 of 4 cases" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_the_bar_is_wiped_after_a_failure_too(clock):
    stream = Terminal()
    with pytest.raises(ValueError, match="oops"), Progress(4, "cases", stream):
        raise ValueError("oops")
    assert stream.getvalue().endswith("\r\x1b[K")


def test_a_file_gets_a_line_now_and_then(clock):
    stream = StringIO()
    with Progress(100, "cases", stream) as progress:
        for second in range(100):
            clock[0] = second
            progress.at(second, "working")
    lines = stream.getvalue().splitlines()
    assert len(lines) == 3
    assert lines[0] == "30 of 100 cases · 70 s left · working"
    assert "\x1b" not in stream.getvalue()


def test_a_sentence_stays_above_the_bar(clock):
    stream = Terminal()
    with Progress(2, "cases", stream) as progress:
        progress.at(1, "working")
        progress.say("note: one slice has no mask")
    assert "note: one slice has no mask\n" in stream.getvalue()


def test_names_are_told_apart_whatever_their_case():
    names = Names()
    assert [names.distinct(name) for name in ("a", "b", "A", "a")] == ["a", "b", "A (2)", "a (3)"]
