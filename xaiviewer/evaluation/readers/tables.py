"""Ratings as other programs of multi-reader studies read them: MRMCaov's long table, iMRMC's text.

MRMCaov (R; Smith and Hillis): a data frame with a row per rating and columns named by the user.
iMRMC (FDA; Gallas): a title, how many cases without (N0) and with the finding (N1), readers (NR) and modalities (NM)
there are, "BEGIN DATA:", then reader, case, modality, score; the reader -1 says by 0 and 1 what is true of each case.
Its newer versions call that reader "truth" as well, which is read here, too. It takes all white space out of names.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from xaiviewer.errors import UsageError
from xaiviewer.evaluation.readers.ratings import Rating, truths

COLUMNS = ("reader", "test", "case", "truth", "rating")
BEGIN = "BEGIN DATA:"
TRUTH, NO_ARM = "-1", "0"
_TRUTHS = (TRUTH, "truth")


def mrmcaov(ratings: Sequence[Rating]) -> str:
    """A CSV table, for ``mrmc(empirical_auc(truth, rating), test, reader, case, data = read.csv(FILE))``."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for each in ratings:
        table.writerow([each.reader, each.arm, each.case, int(each.truth), repr(each.rating)])
    return text.getvalue()


def read_mrmcaov(text: str) -> list[Rating]:
    """The ratings of such a table.

    Raises:
        UsageError: where it lacks a column, or a line holds no number.
    """
    table = csv.DictReader(io.StringIO(text))
    missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
    if missing:
        raise UsageError(f"The table has no column “{missing[0]}”; it takes {', '.join(COLUMNS)}.")
    return [
        Rating(row["reader"], row["test"], row["case"], _truth(row["truth"], at), _number(row["rating"], at))
        for at, row in enumerate(table, start=2)
    ]


def imrmc(ratings: Sequence[Rating], title: str = "") -> str:
    """The text that iMRMC reads; commas in names become semicolons, spaces lines below.

    Raises:
        UsageError: where a reader is called as iMRMC calls the reference standard.
    """
    if any(_plain(each.reader).lower() in _TRUTHS for each in ratings):
        raise UsageError("A reader is called “-1” or “truth”, as iMRMC calls the truth; give him another name.")
    known = truths(ratings)
    counts = {
        "N0": sum(not truth for truth in known.values()),
        "N1": sum(known.values()),
        "NR": len({each.reader for each in ratings}),
        "NM": len({each.arm for each in ratings}),
    }
    # a colon in the title might be taken for one of the counts
    lines = [" ".join(title.replace(":", " ").split()), *(f"{name}: {count}" for name, count in counts.items()), BEGIN]
    lines += [f"{TRUTH},{_plain(case)},{NO_ARM},{int(truth)}" for case, truth in known.items()]
    lines += [f"{_plain(each.reader)},{_plain(each.case)},{_plain(each.arm)},{each.rating!r}" for each in ratings]
    return "\n".join(lines) + "\n"


def read_imrmc(text: str) -> list[Rating]:
    """The ratings of such a text.

    Raises:
        UsageError: where the data never begin, a line has not four parts, or a case has no truth.
    """
    lines = text.splitlines()
    starts = [at for at, line in enumerate(lines) if line.strip().upper() == BEGIN]
    if not starts:
        raise UsageError(f"The text has no line “{BEGIN}”; it is not as iMRMC reads it.")
    rows = []
    for at, line in enumerate(lines[starts[0] + 1 :], start=starts[0] + 2):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split(",")]
        if len(parts) != 4:
            raise UsageError(f"Line {at} has {len(parts)} parts; it takes reader, case, modality, score.")
        rows.append((at, parts))
    truth = {case: _truth(score, at) for at, (reader, case, _, score) in rows if reader.lower() in _TRUTHS}
    found = []
    for at, (reader, case, arm, score) in rows:
        if reader.lower() in _TRUTHS:
            continue
        if case not in truth:
            raise UsageError(f"Line {at} rates case {case}, of which no line says what is true.")
        found.append(Rating(reader, arm, case, truth[case], _number(score, at)))
    return found


def _plain(name: str) -> str:
    """A name that does not end a part or a line."""
    return "_".join(name.replace(",", ";").split())


def _number(text: str, line: int) -> float:
    try:
        return float(text)
    except ValueError:
        raise UsageError(f"Line {line} holds “{text}” where a number stands.") from None


def _truth(text: str, line: int) -> bool:
    number = _number(text, line)
    if number not in (0.0, 1.0):
        raise UsageError(f"Line {line} holds “{text}” where the truth stands; it is 0 or 1.")
    return number == 1
