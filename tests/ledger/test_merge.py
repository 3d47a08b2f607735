"""Files are joined without losing either's history."""

import itertools

import pytest

from tests.ledger.people import ONE, TWO, identity, sha
from xaiviewer.errors import ReviewError
from xaiviewer.ledger import present
from xaiviewer.ledger.forms import Form, Question
from xaiviewer.ledger.merge import merge
from xaiviewer.ledger.opening import create_project, open_project
from xaiviewer.ledger.verify import verify
from xaiviewer.ledger.writers import Reader


def held(file):
    with open_project(file) as project:
        assert not verify(project.database).broken
        return {(each.reader, each.label, each.question, each.value) for each in present.answers(project.database)}


def hashes(file):
    with open_project(file) as project:
        return {key for (key,) in project.database.execute("SELECT hash FROM events")}


def test_two_readers_copies_become_one_with_both_chains(copies, case):
    mine, other = copies
    with open_project(mine, ONE) as project:
        done = merge(project, other)
    label = f"case-{case[:8]}"
    assert held(mine) == {("r1", label, "prediction", "accept"), ("r2", label, "prediction", "reject")}
    assert hashes(other) <= hashes(mine)
    assert done.twice == 0
    assert not done.other_project
    with open_project(mine) as project:
        assert [each.label for each in present.cases(project.database)] == [
            label,
            f"case-{sha('of r1')[:8]}",
            f"case-{sha('of r2')[:8]}",
        ]


def test_the_same_event_twice_is_there_once(copies):
    mine, other = copies
    with open_project(mine, ONE) as project:
        first = merge(project, other)
        before = verify(project.database).events
        second = merge(project, other)
        assert verify(project.database).events == before
    assert first.added > 0
    assert (second.added, second.already) == (0, first.added + first.already)


def test_the_order_of_joining_does_not_matter(copies, tmp_path):
    found = []
    for first, second in itertools.permutations(copies):
        target = tmp_path / f"{first.stem}-{second.stem}.xaireview"
        target.write_bytes(first.read_bytes())
        with open_project(target, Reader("r3")) as project:
            merge(project, second)
        found.append(held(target))
    assert found[0] == found[1]


def test_two_answers_of_one_reader_in_two_copies_both_hold_until_that_reader_decides(file, tmp_path, case):
    create_project(file, ONE).close()
    paths = []
    for name, value in (("a", 1), ("b", 5)):
        path = tmp_path / f"{name}.xaireview"
        path.write_bytes(file.read_bytes())
        with open_project(path, TWO) as project:
            project.register(identity("one"))
            project.answer(case, "confidence", value)
        paths.append(path)
    with open_project(paths[0], TWO) as project:
        assert merge(project, paths[1]).twice == 1
        assert sorted(each.value for each in present.answers(project.database)) == [1, 5]
        project.answer(case, "confidence", 4)
        assert [each.value for each in present.answers(project.database)] == [4]
        assert len(list(present.answers(project.database, history=True))) == 3
        assert not verify(project.database).broken


def test_a_correction_that_comes_before_what_it_corrects_still_holds(copies, tmp_path, case):
    mine, other = copies
    with open_project(mine, ONE) as project:
        merge(project, other)
    with open_project(mine, TWO) as project:  # at another place: another chain, which replaces what the first said
        project.answer(case, "prediction", "supplement")
    assert ("r2", f"case-{case[:8]}", "prediction", "supplement") in held(mine)
    assert ("r2", f"case-{case[:8]}", "prediction", "reject") not in held(mine)
    with open_project(other, TWO) as project:
        merge(project, mine)
    assert held(other) == held(mine)


def test_another_project_is_joined_where_it_asks_the_same(copies, tmp_path, case):
    path = tmp_path / "own.xaireview"
    with create_project(path, Reader("r4")) as project:
        project.register(identity("one"))
        project.answer(case, "prediction", "accept")
    with open_project(copies[0], ONE) as project:
        assert merge(project, path).other_project
    assert ("r4", f"case-{case[:8]}", "prediction", "accept") in held(copies[0])
    form = Form("other", (Question("seen", "Seen?", "text"),))
    create_project(tmp_path / "other.xaireview", Reader("r5"), form=form).close()
    before = hashes(copies[0])
    with open_project(copies[0]) as project, pytest.raises(ReviewError, match="other questions"):
        merge(project, tmp_path / "other.xaireview")
    assert hashes(copies[0]) == before


def test_a_damaged_file_is_not_joined(copies):
    mine, other = copies
    data = bytearray(other.read_bytes())
    at = data.rindex(b'"reject"')  # the answer: the form's own words stand before it
    data[at + 1 : at + 7] = b"accept"
    other.write_bytes(data)
    before = hashes(mine)
    with open_project(mine) as project, pytest.raises(ReviewError, match="Join the copy"):
        merge(project, other)
    assert hashes(mine) == before
