"""The app and `afterword calibrate` say the same of the same ratings."""

import csv

import pytest

from afterword.calibration.fitting import fitted
from afterword.calibration.gathering import gathered
from afterword.calibration.tests.making import club, term
from afterword.study.calibration import Calibration
from afterword.study.findings import found_in
from afterword.study.reading import read_ratings
from afterword.study.tables import as_json

pytestmark = pytest.mark.django_db
COLUMNS = ("hour", "candidate", "interviewer", "question", "dimension", "level")


def ends(row: dict[str, float], name: str) -> list[float]:
    return [row[f"{name}{end}"] for end in ("", "_low", "_high")]


def test_a_fit_can_be_made_again_from_a_file_of_its_ratings(rubric, tmp_path):
    program = club()
    term(program, rubric, rounds=3)
    there = gathered(program, "coding")
    file = tmp_path / "ratings.csv"
    with file.open("w", newline="") as written:
        rows = csv.writer(written)
        rows.writerow(("interview", *COLUMNS[1:]))
        rows.writerows([getattr(one, name) for name in COLUMNS] for one in there.rows)
    reading = read_ratings(file)
    said = as_json(found_in(reading, Calibration().fit(reading)))
    found = fitted(there.columns)

    shares = {one["source"]: one for one in said["variance"]}
    assert {name: pytest.approx(one, abs=1e-6) for name, one in found.whole.shares.items()} == {
        name: (one["share"], one["share_low"], one["share_high"]) for name, one in shares.items()
    }
    for members, named in ((found.interviewers, "interviewers"), (found.questions, "questions")):
        told = {one["name"]: one for one in said[named]}
        for one in members:
            assert one.scale == pytest.approx(ends(told[one.key], "against_mean"), abs=1e-6)
            # What an hour with a question tells is of dimensions here, and there of everything.
            if one.habits is not None:
                same = pytest.approx(ends(told[one.key], "infit"), abs=1e-6)
                assert one.habits.surprise == same
    after = {str(one["interviews"]): one for one in said["dependability"]}
    for many, sure in found.whole.dependable.items():
        named = ("dependability", "dependability_low", "dependability_high")
        assert sure == pytest.approx([after[many][name] for name in named], abs=1e-6)
