"""Files that were made to break a reader, and files that had bad luck: one sentence each."""

import gzip
import os
import random
import re
import socket
from pathlib import Path

import polars as pl
import pytest

from afterword.study.errors import CannotRead
from afterword.study.files import columns_read, looked_at
from afterword.study.reading import read_ratings
from afterword.study.tests.parquet_by_hand import parquet

ENTRIES = {
    "candidate": [b"Ben", b"Eve", b"Zoe"],
    "interviewer": [b"Ada", b"Cleo"],
    "level": [b"1", b"2", b"3", b"4"],
}
ROWS = "candidate,interviewer,level\n" + "Ben,Ada,1\nEve,Ada,2\nBen,Cleo,2\nEve,Cleo,3\n" * 20


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "ratings.parquet"


def said(path: Path) -> str:
    with pytest.raises(CannotRead) as no:
        read_ratings(path)
    return str(no.value)


def test_runs_of_a_few_rows_are_read(file):
    file.write_bytes(parquet(ENTRIES, rows=24))
    reading = read_ratings(file)
    assert (reading.ratings.n, reading.labels["candidate"]) == (24, ("Ben", "Eve", "Zoe"))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (10**9, r"holds about 1,000,000,000 rows\. Calibrating 3 columns of it takes about .* GiB"),
        (10**10, r"says that it holds more than 4,294,967,296 rows\. Take fewer"),
    ],
)
def test_a_few_bytes_that_open_to_billions_of_rows_are_refused_before_they_open(
    file, rows, sentence
):
    file.write_bytes(parquet(ENTRIES, rows=rows))
    assert file.stat().st_size < 1_000
    assert re.search(sentence, said(file))


@pytest.mark.parametrize("claimed", [-5, 10**10])
def test_a_footer_that_lies_about_its_rows_is_not_believed(file, claimed):
    file.write_bytes(parquet(ENTRIES, rows=24, claimed=claimed))
    assert "Take fewer" in said(file) or "is damaged, or was not copied whole" in said(file)


def test_a_footer_that_names_fewer_rows_than_there_are_gives_no_more_than_those(file):
    file.write_bytes(parquet(ENTRIES, rows=10**9, claimed=10))
    assert said(file).startswith("Every rating in column 'level' is 1.")


def test_one_long_entry_in_many_rows_is_not_written_out_for_each(file):
    file.write_bytes(parquet({**ENTRIES, "candidate": [b"B" * 10**6, b"Zoe"]}, rows=10**5))
    assert "an entry has no end" in said(file)


def test_a_table_of_columns_without_end_is_not_looked_through(tmp_path, file):
    many = {f"c{n}": [b"1"] for n in range(10_001)}
    file.write_bytes(parquet(many, rows=10**5))
    assert said(file).startswith("ratings.parquet has 10,001 columns, and 10,000 are looked at.")
    text = tmp_path / "ratings.csv"
    text.write_text(",".join(many) + "\n" + ",".join("1" for _ in many) + "\n")
    assert said(text).startswith("ratings.csv has 10,001 columns, and 10,000 are looked at.")


def test_a_name_that_is_no_text_is_refused(file):
    file.write_bytes(parquet({**ENTRIES, "candidate": [b"\xff\xfe", b"Zoe"]}, rows=24))
    assert "invalid UTF-8" in said(file)


def test_a_column_of_durations_holds_no_level(file):
    table = pl.read_csv(ROWS.encode())
    table.with_columns(level=pl.duration(days="level")).write_parquet(file)
    with pytest.raises(CannotRead, match=r"Column 'level' of .* holds duration cells"):
        columns_read(looked_at(file), ["candidate", "level"], free=1 << 40)
    table.with_columns(took=pl.duration(days="level")).write_parquet(file)
    assert read_ratings(file).ratings.n == 80


def test_a_damaged_parquet_file_is_called_damaged_wherever_it_broke(file):
    pl.read_csv(ROWS.encode()).write_parquet(file)
    whole, told = file.read_bytes(), []
    for seed in range(150):
        rng, broken = random.Random(seed), bytearray(whole)
        for _ in range(rng.randint(1, 8)):
            broken[rng.randrange(4, len(broken) - 8)] = rng.randrange(256)
        file.write_bytes(broken if seed % 3 else whole[: rng.randrange(len(whole))])
        try:
            read_ratings(file)
        except CannotRead as sentence:
            told.append(str(sentence))
    assert len(told) > 100
    assert sum("is damaged, or was not copied whole" in one for one in told) > 100


def test_what_can_be_read_only_once_is_refused_and_not_waited_for(tmp_path):
    pipe, door = tmp_path / "pipe", str(tmp_path / "door")
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(door)
        for one in (pipe, Path(door), Path("/dev/zero")):
            assert f"{one} is a pipe or a device, and a file is read more than once." in said(one)


def test_a_line_without_end_far_down_is_named(tmp_path):
    path = tmp_path / "ratings.csv"
    many = ROWS + "Ben,Ada,1\n" * 150_000
    path.write_text(many + "x" * 200_000 + ",Ada,1,1\n")
    assert said(path).startswith("Line 150082 of ratings.csv has no end.")
    path.write_text(many + "x" * 200_000 + ',"Ada,1\n')
    assert said(path).startswith("Line 150082 of ratings.csv opens a quotation mark")


@pytest.mark.parametrize(
    "later",
    [
        b"candidate,level\nBen,1\n",
        b"",
        b"\x00" * 100,
        gzip.compress(ROWS.encode())[:-20],
        parquet(ENTRIES, rows=36),
        None,
    ],
)
@pytest.mark.parametrize("first", [ROWS.encode(), parquet(ENTRIES, rows=24)])
def test_a_file_that_changes_while_it_is_read_is_refused(file, first, later):
    file.write_bytes(first)
    source = looked_at(file)
    file.unlink() if later is None else file.write_bytes(later)
    with pytest.raises(CannotRead, match=r"ratings\.parquet changed while it was read\. Start"):
        columns_read(source, ["candidate", "interviewer", "level"], free=1 << 40)
