"""Two programs on one project: the second reads, is told who writes, and may write when the first is gone."""

import os

from tests.ledger.people import TWO
from xaiviewer.ledger import present
from xaiviewer.ledger.holding import Hold, Holder, hold
from xaiviewer.ledger.opening import open_project
from xaiviewer.ledger.verify import verify


def test_the_second_reads_and_is_told_who_writes(project, file, case):
    with open_project(file, TWO) as second:
        assert not second.writable
        assert "is being written by r1 on" in second.notice
        assert f"process {os.getpid()}" in second.notice
        project.answer(case, "confidence", 2)
        assert [each.value for each in present.answers(second.database)] == [2]


def test_the_second_writes_when_the_first_is_gone(project, file, case):
    project.answer(case, "confidence", 2)
    with open_project(file, TWO) as second:
        assert not second.claim(TWO)
        project.close()
        assert second.claim(TWO)
        assert second.notice == ""
        second.answer(case, "confidence", 5)
        assert [(each.reader, each.value) for each in present.answers(second.database)] == [("r1", 2), ("r2", 5)]
        assert not verify(second.database).broken


def test_nothing_is_left_beside_the_file(project, file, case):
    project.answer(case, "confidence", 2)
    project.close()
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_words_of_a_program_that_is_gone_hold_nobody_up(filled, file):
    file.with_name(file.name + ".lock").write_text('{"reader":"r9","machine":"x","process":1,"since":"2020"}')
    with open_project(file, TWO) as project:
        assert project.writable


def test_a_holder_that_says_nothing_is_another_program(tmp_path):
    held = hold(tmp_path / "a", "r1")
    assert isinstance(held, Hold)
    (tmp_path / "a.lock").write_text("torn")
    found = hold(tmp_path / "a", "r2")
    assert found == Holder()
    assert str(found) == "another program"
    held.release()
    held.release()
    again = hold(tmp_path / "a", "r2")
    assert isinstance(again, Hold)
    again.release()
