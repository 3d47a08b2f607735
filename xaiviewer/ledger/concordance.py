"""How far the readers of a project agree, question by question: figures of what they said on their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import UsageError
from xaiviewer.evaluation.bootstrap import RESAMPLES, Figure, bootstrap
from xaiviewer.evaluation.readers.kappa import Level, cohen, fleiss, krippendorff
from xaiviewer.evaluation.report import plain
from xaiviewer.ledger import present
from xaiviewer.ledger.events import Place
from xaiviewer.ledger.forms import CHOICE, MARK, NUMBER, SCALE, TAGS, Question
from xaiviewer.ledger.marked import overlap
from xaiviewer.ledger.present import Answer
from xaiviewer.ledger.project import Project
from xaiviewer.records import NOTICE
from xaiviewer.records.provenance import versions

SCHEMA = 1

Item = tuple[str, Place]
"""Content of a case, and what of it: what readers agree or differ on."""

_Given = dict[Item, dict[str, Any]]
_LEVELS: dict[str, Level] = {CHOICE: "nominal", SCALE: "ordinal", NUMBER: "interval"}


def project_figures(project: Project, *, seed: int = 0, number: int = RESAMPLES) -> dict[str, Any]:
    """Answers per question and how far readers agree, as JSON holds them; None where a figure is not defined.

    Decisions between readers are left out, and so are the answers of a reader study, which has figures of its own.
    Intervals are drawn over cases: slices of one case are alike.

    Args:
        project: open.
        seed, number: of the resamples.

    Raises:
        UsageError: where nobody has answered anything.
    """
    given = _given(present.answers(project.database))
    if not any(given.values()):
        raise UsageError(f"{project.path} holds no answers of its own; of a study, name the owner's key first.")
    readers = sorted({name for items in given.values() for by in items.values() for name in by})
    cases = {case for items in given.values() for case, _ in items}
    listed = {each.key: each for each in project.form.questions}
    questions = [_question(each, given[key], readers, seed, number) for key, each in listed.items() if given.get(key)]
    return {
        "schema": SCHEMA,
        "notice": NOTICE,
        "versions": versions(),
        "project": {"id": project.info.id, "name": project.info.name},
        "heads": [each.head for each in present.chains(project.database)],
        "seed": seed,
        "resamples": number,
        "readers": readers,
        "cases": len(cases),
        "questions": [plain(each) for each in questions],
    }


def _given(found: Iterable[Answer]) -> dict[str, _Given]:
    """By question and item, what each reader says; of two answers that hold, in two copies, the later one."""
    given: dict[str, _Given] = {}
    for each in found:
        if each.value is not None and each.place.arm is None and not each.decides:
            item = each.case, each.place
            given.setdefault(each.question, {}).setdefault(item, {})[each.reader] = each.value
    return given


def _question(question: Question, given: _Given, readers: Sequence[str], seed: int, number: int) -> dict[str, Any]:
    both = {item: by for item, by in given.items() if len(by) > 1}
    agreement: Mapping[str, Any] = {}
    if both and question.kind in _LEVELS:
        agreement = _agreement(question, both, readers, seed, number)
    elif both and question.kind == MARK:
        agreement = _marks(both, seed, number)
    return {
        "key": question.key,
        "text": question.text,
        "kind": question.kind,
        "answers": sum(map(len, given.values())),
        "compared": len(both),
        "given": {name: _counts(question, [by[name] for by in given.values() if name in by]) for name in readers},
        "agreement": dict(agreement),
    }


def _counts(question: Question, values: Sequence[Any]) -> dict[str, int]:
    """How often a reader gave which answer; of texts, numbers and marks how many."""
    if question.kind not in (CHOICE, SCALE, TAGS):
        return {"": len(values)} if values else {}
    words = [word for value in values for word in (value if question.kind == TAGS else (value,))]
    found: dict[str, int] = {}
    for word in sorted(words, key=lambda each: (_rank(question, each), str(each))):
        found[str(word)] = found.get(str(word), 0) + 1
    return found


def _rank(question: Question, word: Any) -> int:
    return question.choices.index(word) if word in question.choices else int(word) if question.kind == SCALE else 0


def _agreement(
    question: Question, both: _Given, readers: Sequence[str], seed: int, number: int
) -> dict[str, Figure | float]:
    """Kappas and alpha over the items that two readers answered, with intervals over cases."""
    numbers = {word: float(at) for at, word in enumerate(question.choices)}
    table = np.full((len(readers), len(both)), np.nan)
    for column, by in enumerate(both.values()):
        for name, value in by.items():
            # a word that was asked for once and is not any more stands behind all others
            code = numbers.setdefault(value, float(len(numbers))) if question.kind == CHOICE else float(value)
            table[readers.index(name), column] = code
    table = table[~np.isnan(table).all(axis=1)]
    codes = tuple(np.unique(table[~np.isnan(table)]).tolist())

    def figures(at: NDArray[np.intp]) -> Mapping[str, float]:
        drawn = table[:, at]
        return {
            "same": _same(drawn),
            **({} if question.kind == NUMBER else {"cohen": _cohen(drawn, codes), "fleiss": _fleiss(drawn, codes)}),
            "krippendorff": krippendorff(drawn, _LEVELS[question.kind]),
        }

    return dict(_over_cases(figures, list(both), seed, number))


def _marks(both: _Given, seed: int, number: int) -> dict[str, Figure]:
    """Mean Dice of every two readers' marks."""
    shares = np.array(
        [_mean([overlap(one, other) for one, other in combinations(by.values(), 2)]) for by in both.values()]
    )
    return _over_cases(lambda at: {"dice": _mean(shares[at])}, list(both), seed, number)


def _over_cases(figures: Any, items: Sequence[Item], seed: int, number: int) -> dict[str, Figure]:
    """Figures with intervals: whole cases are drawn, with all of their slices and lesions."""
    rows: dict[str, list[int]] = {}
    for at, (case, _) in enumerate(items):
        rows.setdefault(case, []).append(at)
    groups = [np.array(each, dtype=np.intp) for each in rows.values()]
    return bootstrap(
        lambda at: figures(np.concatenate([groups[each] for each in at])), len(groups), seed=seed, number=number
    )


def _same(table: NDArray[np.float64]) -> float:
    """Share of the items on which every two readers say the same."""
    pairs = [one == other for one, other in combinations(table, 2)]
    known = [~np.isnan(one) & ~np.isnan(other) for one, other in combinations(table, 2)]
    total = sum(int(each.sum()) for each in known)
    return (
        sum(int((hit & both).sum()) for hit, both in zip(pairs, known, strict=True)) / total if total else float("nan")
    )


def _cohen(table: NDArray[np.float64], codes: tuple[float, ...]) -> float:
    kappas = []
    for one, other in combinations(table, 2):
        both = ~np.isnan(one) & ~np.isnan(other)
        kappas.append(cohen(one[both].tolist(), other[both].tolist(), codes))
    return _mean(kappas)


def _fleiss(table: NDArray[np.float64], codes: tuple[float, ...]) -> float:
    """Of the items that all readers answered: NaN where there are none."""
    whole = table[:, ~np.isnan(table).any(axis=0)]
    if not whole.size:
        return float("nan")
    return fleiss(np.stack([(whole == code).sum(axis=0) for code in codes], axis=1))


def _mean(values: Sequence[float] | NDArray[np.float64]) -> float:
    known = [float(each) for each in values if not np.isnan(each)]
    return float(np.mean(known)) if known else float("nan")
