"""Codes of errors and notices: the list is whole, and a code that was once given stays with its sentence."""

import re

import codes
import pytest

from xaiviewer.codes import GAP, RETIRED, UNKNOWN, code_of, coded
from xaiviewer.ui.language.elsewhere.refusals import REASONS, REFUSALS

LINES = codes.FILE.read_text(encoding="utf-8").splitlines()
SAID = dict(reversed(line.split(" ", 1)) for line in LINES if not line.startswith(RETIRED))
VALUES = ("brain.nii.gz", "42", "/patients/Doe^Jane/series 7", "1,240", "(0028,0010)", "Ärzte & Söhne.dcm")


def filled(pattern, shift):
    """A sentence of this pattern."""
    parts = pattern.split(GAP)
    values = (VALUES[(shift + number) % len(VALUES)] for number in range(len(parts) - 1))
    return "".join(part + value for part, value in zip(parts, [*values, ""], strict=True))


def test_the_list_holds_every_sentence_of_the_source():
    wanted = codes.patterns()
    assert set(SAID) == wanted, "run packaging/codes.py"
    assert codes.renewed(LINES, wanted) == LINES, "run packaging/codes.py"


def test_refusals_that_the_window_translates_are_those_that_are_said():
    said = {pattern.replace("{why}", GAP) for pattern in codes.patterns()}
    assert {re.sub(r"\{\w+\}", GAP, each) for each in (*REFUSALS, *REASONS)} <= said


def test_no_code_is_given_twice():
    given = [line.removeprefix(RETIRED).split()[0] for line in LINES]
    assert len(set(given)) == len(given)
    assert UNKNOWN not in given


def test_a_code_does_not_depend_on_what_a_sentence_names():
    for pattern in SAID:
        found = {code_of(filled(pattern, shift)) for shift in range(len(VALUES))}
        assert len(found) == 1, pattern
        assert UNKNOWN not in found


def test_most_sentences_have_a_code_of_their_own():
    own = [code_of(filled(pattern, 0)) == code for pattern, code in SAID.items()]
    assert sum(own) > 0.9 * len(own)


def test_a_sentence_within_another_gives_its_code_where_it_tells_more():
    fault = next(pattern for pattern in SAID if pattern.startswith(GAP) and "ends early" in pattern)
    inner = filled(fault, 0)
    assert code_of(f"Mask left out: {inner}") == code_of(inner) == SAID[fault]


def test_what_the_list_does_not_know_has_the_code_of_the_unknown():
    assert code_of("nothing that this program says") == UNKNOWN
    assert coded("nothing that this program says") == f"nothing that this program says [{UNKNOWN}]"


def test_a_constant_at_the_end_of_a_sentence_belongs_to_it(tmp_path):
    (tmp_path / "room.py").write_text('_REMEDY = "copy it again from its source."\nx = f"{name} is torn; {_REMEDY}"\n')
    assert codes.patterns(tmp_path) >= {"{} is torn; copy it again from its source."}


def test_a_place_with_a_name_is_a_place(tmp_path):
    (tmp_path / "room.py").write_text('SIDE = "The head spans only {pixels} pixels; {verb} at least {least}."\n')
    assert codes.patterns(tmp_path) == {"The head spans only {} pixels; {} at least {}."}


@pytest.mark.parametrize(
    "code",
    [
        '"""{} is a docstring of four words."""',
        'add(help="what the option does here")',
        'x = r"brain|whole brain \\\\w of it"',
    ],
)
def test_what_is_no_sentence_gets_no_code(tmp_path, code):
    (tmp_path / "room.py").write_text(code)
    assert codes.patterns(tmp_path) == set()


def test_a_sentence_that_is_worded_anew_keeps_its_code():
    before = ["XV-AAAAA {} is damaged; copy it again.", "XV-BBBBB {} holds no picture; export it."]
    after = codes.renewed(before, ["{} is damaged; copy it once more.", "{} holds no picture; export it."])
    assert set(after) == {"XV-AAAAA {} is damaged; copy it once more.", "XV-BBBBB {} holds no picture; export it."}


def test_a_sentence_that_went_keeps_its_code_and_gets_it_back():
    gone = codes.renewed(["XV-AAAAA {} is damaged; copy it again."], [])
    assert gone == ["# XV-AAAAA {} is damaged; copy it again."]
    assert codes.renewed(gone, ["{} is damaged; copy it again."]) == ["XV-AAAAA {} is damaged; copy it again."]


def test_a_new_sentence_never_gets_a_code_that_another_had():
    pattern = "{} is a sentence that nobody said before."
    (first,) = codes.renewed([], [pattern])
    taken = first.split()[0]
    second = codes.renewed([f"# {taken} something else altogether"], [pattern])
    assert len(second) == 2
    assert next(line.split()[0] for line in second if line.endswith(pattern)) != taken
