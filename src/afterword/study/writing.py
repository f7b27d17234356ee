"""Tables as files: CSV for spreadsheets, which start no formula, and Parquet as things are."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from afterword.study.cells import Columns

if TYPE_CHECKING:
    import polars as pl

# How a cell begins that a spreadsheet takes for a formula, whatever stands before the sign; and
# how a number does, which is none.
FORMULA = r"^[\s\x{feff}\x{200b}'\"]*[=+\-@＝＋－＠]|^[\t\r\n]"
NUMBER = r"^[+-]?[0-9.,]+$"


def written(folder: Path, found: Mapping[str, Columns], *, kind: str) -> list[Path]:
    """Write each table as CSV or Parquet. Raises OSError where there is no room for it."""
    # Imported here because it is slow to import and the command's help must not be.
    import polars as pl

    files = []
    for name, columns in found.items():
        file = folder / f"{name}.{kind}"
        frame = pl.DataFrame(dict(columns), strict=False)
        frame = frame.with_columns(pl.col(pl.Null).cast(pl.Float64))  # what nobody has is a number
        frame = frame.with_columns(_finite(frame))
        try:
            frame.write_parquet(file) if kind == "parquet" else _inert(frame).write_csv(file)
        except pl.exceptions.PolarsError as full:  # as it words what the disk refused
            raise OSError(str(full)) from full
        files.append(file)
    return files


def _finite(frame: "pl.DataFrame") -> "list[pl.Expr]":
    """Its numbers; an estimate that there is not leaves its cell empty."""
    import polars as pl  # slow to import, as above

    numbers = [pl.col(name) for name, kind in frame.schema.items() if kind.is_float()]
    return [pl.when(one.is_finite()).then(one) for one in numbers]


def _inert(frame: "pl.DataFrame") -> "pl.DataFrame":
    """The same with an apostrophe before every name that a spreadsheet would take for a formula."""
    import polars as pl  # slow to import, as above

    text = pl.col(pl.String)
    formula = text.str.contains(FORMULA) & ~text.str.contains(NUMBER)
    return frame.with_columns(pl.when(formula).then("'" + text).otherwise(text).name.keep())
