"""Ratings read back from what MRMCaov and iMRMC read, as their documentation has it: written apart from what writes."""

from __future__ import annotations

import csv
import io

from xaiviewer.evaluation.readers.ratings import Rating


def read_mrmcaov(text: str) -> list[Rating]:
    """The ratings of a long table."""
    rows = csv.DictReader(io.StringIO(text))
    return [
        Rating(row["reader"], row["test"], row["case"], {"0": False, "1": True}[row["truth"]], float(row["rating"]))
        for row in rows
    ]


def read_imrmc(text: str) -> list[Rating]:
    """The ratings below "BEGIN DATA:"; the reader -1 says by 0 and 1 what is true of each case."""
    data = text.partition("BEGIN DATA:")[2].splitlines()
    rows = [line.split(",") for line in data if line.strip()]
    truth = {case: {"0": False, "1": True}[score] for reader, case, _, score in rows if reader == "-1"}
    return [Rating(reader, arm, case, truth[case], float(score)) for reader, case, arm, score in rows if reader != "-1"]
