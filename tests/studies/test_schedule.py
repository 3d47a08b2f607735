"""Who reads which case in which arm."""

import json
from collections import Counter

import pytest

from xaiviewer.errors import UsageError
from xaiviewer.studies.design import EXAMPLE, FLIPPED, WRONGS, Arm, Design, Excluded, Reference
from xaiviewer.studies.schedule import schedule, wrong_outputs

TRUTHS = {f"case {at:02d}": at % 3 == 0 for at in range(24)}


def test_every_reader_reads_every_case_once_in_every_arm(design):
    for reader in ("r1", "r2"):
        slots = [slot for session in schedule(design(), reader, TRUTHS) for slot in session]

        assert Counter((slot.case, slot.arm) for slot in slots) == Counter(
            (case, arm) for case in TRUTHS for arm in ("unaided", "prediction", "map")
        )


def test_a_session_holds_every_case_once_and_the_arms_evenly(design):
    for session in schedule(design(), "r1", TRUTHS):
        assert sorted(slot.case for slot in session) == sorted(TRUTHS)
        assert set(Counter(slot.arm for slot in session).values()) == {8}


def test_each_arm_of_a_session_holds_the_finding_as_often(design):
    for session in schedule(design(), "r1", TRUTHS):
        often = Counter(slot.arm for slot in session if TRUTHS[slot.case])
        assert max(often.values()) - min(often.values()) <= 1


def test_two_readers_read_a_case_in_the_same_session_in_other_arms(design):
    first, second = (schedule(design(), reader, TRUTHS)[0] for reader in ("r1", "r2"))

    arms = {slot.case: slot.arm for slot in second}
    assert all(arms[slot.case] != slot.arm for slot in first)


def test_each_reader_and_session_has_an_order_of_its_own_and_a_seed_repeats_it(design):
    orders = [
        tuple(slot.case for slot in session)
        for reader in ("r1", "r2")
        for session in schedule(design(seed=3), reader, TRUTHS)
    ]

    assert len(set(orders)) == 6
    assert schedule(design(seed=3), "r1", TRUTHS) == schedule(design(seed=3), "r1", TRUTHS)
    assert schedule(design(seed=4), "r1", TRUTHS) != schedule(design(seed=3), "r1", TRUTHS)


def test_cases_to_practise_on_come_first_and_only_once(design):
    first, second, _ = schedule(design(), "r1", TRUTHS, ["case 05", "case 11"])

    assert [slot.case for slot in first[:2]] == ["case 05", "case 11"]
    assert [slot.training for slot in first].count(True) == 2
    assert not any(slot.training for slot in second)
    assert not {"case 05", "case 11"} & {slot.case for slot in second}


def test_an_uncrossed_study_reads_each_case_once(design):
    sessions = schedule(design(crossed=False), "r1", TRUTHS)

    assert len(sessions) == 1
    assert len(sessions[0]) == len(TRUTHS)


def test_as_many_outputs_are_wrong_as_the_design_says_of_both_truths(design):
    wrong = wrong_outputs(design(wrong=0.25, wrongs=WRONGS), TRUTHS)

    assert sum(TRUTHS[case] for case in wrong) == 2
    assert sum(not TRUTHS[case] for case in wrong) == 4
    assert set(wrong.values()) == set(WRONGS)
    assert wrong_outputs(design(), TRUTHS) == {}


def test_a_design_comes_back_from_json(design):
    assert Design.of(design(wrong=0.3).plain()) == design(wrong=0.3)
    assert Design.of(EXAMPLE.plain()) == EXAMPLE
    recorded = design(reference=Reference("one reader", "ITK-SNAP"), excluded=(Excluded("c1", "no contrast agent"),))
    assert Design.of(json.loads(json.dumps(recorded.plain()))) == recorded


def test_a_design_of_before_there_was_a_record_is_read(design):
    earlier = {key: each for key, each in design().plain().items() if key not in ("reference", "excluded")}
    assert Design.of(earlier) == design()


@pytest.mark.parametrize(
    "wrong",
    [
        *({"reference": each} for each in ("words", {"who": "x"})),
        *({"excluded": each} for each in ([{"case": "c1"}], [{"case": "c1", "reason": " "}], ["c1"], 3)),
    ],
)
def test_a_record_that_cannot_be_read_is_refused_in_a_sentence(design, wrong):
    with pytest.raises(UsageError, match=r"no design of a study|needs its name and the reason"):
        Design.of({**design().plain(), **wrong})


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"readers": ("r1", "r1")}, "name of its own"),
        ({"arms": ()}, "name of its own"),
        ({"wrong": 1.0}, "from 0 to 0.9"),
        ({"wrongs": ("upside down",)}, FLIPPED),
    ],
)
def test_a_design_that_does_not_go_together_is_refused(design, changed, said):
    with pytest.raises(UsageError, match=said):
        design(**changed)


def test_a_step_shows_more_than_the_one_before_it():
    with pytest.raises(UsageError, match="something more"):
        Arm("back", (("prediction",), ("map",)))
    with pytest.raises(UsageError, match="shows “truth”"):
        Arm("all", (("truth",),))
