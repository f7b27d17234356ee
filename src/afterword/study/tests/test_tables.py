"""Tables: a cell for each number that there is."""

import csv

from afterword.study.calibration import Calibration
from afterword.study.findings import found_in
from afterword.study.reading import read_ratings
from afterword.study.sentences import summary
from afterword.study.tables import tables
from afterword.study.writing import written


def test_an_estimate_that_there_is_not_leaves_its_cell_empty(tmp_path):
    """Dov only gives 3 and 4, the others 1 and 2: how lenient he is has no end in this model."""
    lines = ["candidate,interviewer,level"]
    for who in range(40):
        lines += [f"c{who},Ada,{1 + who % 2}", f"c{who},Dov,{3 + who // 3 % 2}"]
        lines += [f"c{who},Eve,{1 + who // 5 % 2}"]
    path = tmp_path / "ratings.csv"
    path.write_text("\n".join(lines) + "\n")
    reading = read_ratings(path)
    found = found_in(reading, Calibration(model="partial-credit").fit(reading))
    files = written(tmp_path, tables(found), kind="csv")
    rows = {row["name"]: row for row in csv.DictReader((tmp_path / "interviewers.csv").open())}
    assert [rows["Dov"][name] for name in ("estimate", "sd", "low", "high")] == [""] * 4
    assert not any(word in file.read_text().split(",") for file in files for word in ("NaN", "inf"))
    assert "their intervals hold 0" not in summary(found)
    assert "No finite estimate: 3 interviewers" in summary(found)
