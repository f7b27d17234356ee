"""What stands in a table: columns of cells by their names."""

from collections.abc import Mapping, Sequence

Cell = str | int | float | None
Columns = Mapping[str, Sequence[Cell]]
