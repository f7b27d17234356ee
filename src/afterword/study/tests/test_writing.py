"""Tables as files, for whatever opens them."""

import polars as pl
import pytest

from afterword.study.writing import written

NAMES = ["Zoë", "-5", "+1.5", "=1+1", " @SUM(A1)", "-cmd|x", "'=1", "a=b"]
TABLE = {
    "name": NAMES,
    "rated": list(range(8)),
    "estimate": [0.5] * 8,
    "halo": [None] * 8,
}


@pytest.mark.parametrize(("kind", "read"), [("csv", pl.read_csv), ("parquet", pl.read_parquet)])
def test_every_column_has_the_type_that_a_reader_expects(tmp_path, kind, read):
    (file,) = written(tmp_path, {"interviewers": TABLE}, kind=kind)
    table = read(file)
    assert (file.name, table.height) == (f"interviewers.{kind}", 8)
    assert (table["rated"].dtype, table["estimate"].dtype) == (pl.Int64, pl.Float64)
    assert pl.Null not in table.dtypes


def test_no_name_starts_a_formula_in_a_spreadsheet_and_numbers_stay_numbers(tmp_path):
    (csv,) = written(tmp_path, {"one": TABLE}, kind="csv")
    assert [line.split(",")[0] for line in csv.read_text("utf-8").splitlines()[1:]] == [
        "Zoë", "-5", "+1.5", "'=1+1", "' @SUM(A1)", "'-cmd|x", "''=1", "a=b",
    ]  # fmt: skip
    (parquet,) = written(tmp_path, {"one": TABLE}, kind="parquet")
    assert pl.read_parquet(parquet)["name"].to_list() == NAMES
