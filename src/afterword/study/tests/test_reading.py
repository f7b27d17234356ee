"""Any file of ratings is read, or refused with the row, the column and what to do."""

import csv
import gzip
import subprocess
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from afterword.study import memory
from afterword.study.columns import Asked
from afterword.study.errors import CannotRead
from afterword.study.reading import read_ratings

SHARED = Path(__file__).parents[4].parent / "shared/data/ratings"

LONG = """candidate,interviewer,question,dimension,level
Ben,Ada,parcels,coding,3
Ben,Ada,parcels,communication,4
Eve,Ada,parcels,coding,1
Eve,Cleo,trees,coding,2
Ben,Cleo,trees,coding,
"""


@pytest.fixture
def written(tmp_path):
    def file(text, name="ratings.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return file


def shared(name):
    if not (SHARED / name).exists():
        pytest.skip("the shared data are not beside this repository")
    return SHARED / name


def test_a_long_file_is_read_by_the_names_of_its_columns(written):
    reading = read_ratings(written(LONG))
    assert dict(reading.columns.facets) == {
        "candidate": "candidate",
        "interviewer": "interviewer",
        "question": "question",
        "dimension": "dimension",
    }
    assert reading.labels["candidate"] == ("Ben", "Eve")
    assert reading.ratings.level.tolist() == [2, 3, 0, 1]
    assert reading.ratings.left_out == 1
    assert str(reading.scale) == "1 to 4"


def test_ratings_of_one_hour_are_one_interview(written):
    reading = read_ratings(written(LONG))
    assert reading.ratings.interview is not None
    assert reading.ratings.interview.tolist()[:2] == [0, 0]
    assert len(reading.labels["interview"]) == 3
    assert any("No column names the interview" in notice for notice in reading.notices)


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_other_separators(written, separator):
    text = LONG.replace(",", separator)
    assert read_ratings(written(text)).ratings.n == 4


def test_compressed_and_parquet_files_say_the_same(written, tmp_path):
    import polars as pl

    plain = read_ratings(written(LONG))
    zipped = read_ratings(written(gzip.compress(LONG.encode()), "ratings.csv.gz"))
    pl.read_csv(LONG.encode()).write_parquet(tmp_path / "ratings.parquet")
    parquet = read_ratings(tmp_path / "ratings.parquet")
    for other in (zipped, parquet):
        assert other.labels == plain.labels
        assert other.ratings.level.tolist() == plain.ratings.level.tolist()


def test_a_cell_that_holds_many_is_refused_where_it_is_read_and_left_alone_elsewhere(tmp_path):
    path = tmp_path / "ratings.parquet"
    frame = pl.DataFrame({
        "candidate": ["Ben", "Eve", "Ben"], "interviewer": ["Ada", "Ada", "Cleo"],
        "level": [3, 1, 2], "tags": [["a"], [], ["b", "c"]], "raw": [b"\xff", b"", b"\xfe"],
    })  # fmt: skip
    frame.write_parquet(path)
    assert read_ratings(path).ratings.n == 3
    for column, kind in (("tags", "list"), ("raw", "binary")):
        with pytest.raises(CannotRead, match=f"Column '{column}' of ratings.parquet holds {kind}"):
            read_ratings(path, Asked(levels=(column,)))


def test_a_wide_file_has_a_rating_in_each_column(written):
    text = "person,rater,problem solving,coding\nBen,Ada,3,4\nEve,Ada,1,\nBen,Cleo,2,2\n"
    reading = read_ratings(written(text))
    assert reading.labels["dimension"] == ("problem solving", "coding")
    assert (reading.ratings.n, reading.ratings.left_out) == (5, 1)
    assert reading.ratings.counts["interview"] == 3


def test_a_table_of_readers_beside_each_other(written):
    reading = read_ratings(written("rater1,rater2\n1,2\n3,3\n2,1\n"))
    assert reading.columns.wide_by == "interviewer"
    assert reading.labels["candidate"] == ("row 1", "row 2", "row 3")
    assert reading.labels["interviewer"] == ("rater1", "rater2")


def test_words_have_an_order_that_is_known_or_asked_for(written):
    known = "candidate,interviewer,level\nBen,Ada,good\nEve,Ada,not yet\nBen,Cleo,mixed\n"
    assert read_ratings(written(known)).ratings.level.tolist() == [2, 0, 1]
    unknown = known.replace("good", "yay").replace("mixed", "meh")
    with pytest.raises(CannotRead, match="words whose order is not known"):
        read_ratings(written(unknown))
    asked = read_ratings(written(unknown), scale="not yet,meh,yay")
    assert asked.ratings.level.tolist() == [2, 0, 1]


def test_columns_are_named_by_options(written):
    text = "a,b,c\nx,u,1\ny,u,2\nx,v,3\n"
    asked = Asked(facets={"candidate": "b", "interviewer": "a"}, levels=("c",))
    assert read_ratings(written(text), asked).labels["candidate"] == ("u", "v")


def test_names_that_are_numbers_stand_by_size(written):
    text = "candidate,interviewer,level\n10,Ada,1\n9,Ada,2\n100,Cleo,3\n"
    assert read_ratings(written(text)).labels["candidate"] == ("9", "10", "100")


HEAD = "candidate,interviewer,level\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"", "ratings.csv is empty."),
        (b"PK\x03\x04xxx", "ratings.csv is an Excel or ZIP file."),
        (b'[\n {"candidate": "Ben", "level": 3}]', "ratings.csv is JSON. Save the table as CSV"),
        (b"a,b\n\x00\x01\x02,3\n", "holds bytes that no text has"),
        ("\ufeffcandidate;level".encode("utf-16"), "is UTF-16 text. Save it as UTF-8."),
        ("candidate\nBen\n", "has one column only"),
        ("# by hand\n" + HEAD + "Ben,Ada,3\n", "A title or a note above the names of the columns"),
        ("Mocks,,\n" + HEAD + "Ben,Ada,3\n", "has no name. Give each its own name. A title"),
        ("1,2,3\n2,3,4\n", "holds numbers (1, 2, 3), not names of columns"),
        (HEAD, "has a header and no rows"),
        ("a,a,level\n1,2,3\n", "More than one column of ratings.csv is called 'a'"),
        (HEAD + "Ben,Ada,3\nEve,Ada,2,9\n", "Line 3 of ratings.csv has 4 entries"),
        (HEAD + "Ben,Ada,3\n,Ada,2\n", "Row 2, column 'candidate' is empty (1 such rows)"),
        (HEAD + "Ben,Ada,3\nEve,Ada,good\n", "'good' is no number"),
        (HEAD + "Ben,Ada,3\nEve,Ada,3\n", "Every rating in column 'level' is 3"),
        (HEAD + "Ben,Ada,\nEve,Ada,\n", "holds no level at all"),
        (HEAD + "Ben,Ada,3\nEve,Ada,99\n", "from 3 to 99 ('99' in row 2), which look like"),
        (HEAD + "Ben,Ada,3\nEve,Ada,2.5\n", "('2.5' in row 2), which look like measurements"),
        (HEAD + "Ben,Ada,3\nEve,Ada,2.5\n", "say which: --scale 2.5,3."),
        (HEAD + "Ben,Ada,3\nEve,Ada,1e9\n", "Group them into levels first, 127 at most."),
        (HEAD + "Ben,Ada,2026-01-03\nEve,Ada,2026-02-03\n", "and a date is no level"),
        ("Ben,Ada,3\nBen,Cleo,3\nEve,Ada,2\nBen,Ada,2\n", "is a row like the others (Ben, Ada, 3)"),
        (b"PAR1" + b"?" * 99, "ratings.csv is damaged, or was not copied whole"),
        (HEAD.encode() + b"Ben,Ada,3\nEv\xe9,Ada,2\n", "Line 3 of ratings.csv is not UTF-8"),
        (HEAD + 'Ben,"Ada,3\nEve,Ada,2\n', "Line 2 of ratings.csv opens a quotation mark"),
    ],
)  # fmt: skip
def test_bad_files_are_refused_with_what_to_do(written, text, sentence):
    with pytest.raises(CannotRead) as caught:
        read_ratings(written(text))
    assert sentence in str(caught.value)


def test_a_rating_outside_the_scale_names_its_row_and_column(written):
    with pytest.raises(CannotRead) as caught:
        read_ratings(written(HEAD + "Ben,Ada,3\nEve,Ada,7\nEve,Ada,8\n"), scale="1..4")
    assert str(caught.value).startswith(
        "Row 2, column 'level': '7' is outside the scale (1 to 4). So are 1 more."
    )


def test_a_column_that_is_not_there_is_named_with_those_that_are(written):
    with pytest.raises(CannotRead, match=r"no column 'who'\. The file has: candidate, interviewer"):
        read_ratings(written(LONG), Asked(facets={"candidate": "who"}))


def test_a_rating_that_stands_twice_is_refused_unless_said_what_counts(written):
    text = LONG + "Eve,Cleo,trees,coding,4\n"
    with pytest.raises(CannotRead, match="Row 6 rates again what row 4 rated"):
        read_ratings(written(text))
    assert read_ratings(written(text), repeats="last").ratings.level.tolist() == [2, 3, 0, 3]
    assert read_ratings(written(text), repeats="keep").ratings.n == 5


def test_where_dimensions_are_not_named_a_rating_that_stands_twice_counts_and_is_named(written):
    path = written(HEAD + "Ben,Ada,3\nEve,Ada,1\nBen,Cleo,2\nBen,Ada,4\n")
    kept = read_ratings(path)
    assert kept.ratings.n == 4
    assert kept.notices[0] == (
        "1 rating repeats another of the same candidate and interviewer, as row 4 does row 1. "
        "All of them count; --repeats last counts the last of each."
    )
    assert read_ratings(path, repeats="last").ratings.level.tolist() == [0, 1, 3]
    with pytest.raises(CannotRead, match="Row 4 rates again what row 1 rated"):
        read_ratings(path, repeats="refuse")


def test_levels_in_halves_are_read_however_they_are_written(written):
    rows = "Ben,Ada,3.50\nEve,Ada,1.0\nBen,Cleo,2\nEve,Cleo,2.5\n"
    reading = read_ratings(written(HEAD + rows), scale="1,1.5,2,2.5,3,3.5,4")
    assert reading.ratings.level.tolist() == [5, 0, 2, 3]


@pytest.mark.parametrize("cut", ["end", "middle"])
def test_a_compressed_file_that_is_not_whole_is_refused(written, cut):
    rows = "".join(f"c{n * 7919 % 10007},i{n % 13},{n % 4}\n" for n in range(30_000))
    whole = gzip.compress((HEAD + rows).encode())
    bad = whole[:-9] if cut == "end" else whole[:60_000] + b"?" * 40 + whole[60_040:]
    for name in ("ratings.csv.gz", "ratings.csv"):
        with pytest.raises(CannotRead, match="is damaged, or was not copied whole"):
            read_ratings(written(bad, name))


def test_rows_that_are_ratings_of_nobody_are_refused(written):
    text = "candidate,interviewer,level\nBen,Ada,3\nEve,Ada,2\nBen,Cleo,1\n"
    with pytest.raises(CannotRead, match="somebody was rated: name the column in place of '-'"):
        read_ratings(written(text), Asked({"candidate": "-", "interviewer": "interviewer"}))


def test_an_interview_of_two_candidates_is_refused_where_it_was_asked_for(written):
    path = written("interview,candidate,interviewer,level\n1,Ben,Ada,3\n1,Eve,Ada,2\n")
    with pytest.raises(CannotRead, match="Interview '1' has ratings of two candidates"):
        read_ratings(path, Asked({"interview": "interview"}))
    found = read_ratings(path)
    assert found.ratings.counts["interview"] == 2
    assert found.notices[0].startswith(
        "Column 'interview' holds the same for several candidates: each different candidate, "
        "interviewer and interview counts as one (2 interviews)."
    )


def test_a_file_larger_than_memory_is_refused_before_it_is_read(written):
    text = HEAD + "Ben,Ada,3\nEve,Cleo,1\n" * 50_000
    with pytest.raises(CannotRead, match=r"holds about 100,00\d rows"):
        read_ratings(written(text), free=1_000_000)


def test_a_compressed_file_is_taken_for_as_large_as_it_opens(written):
    rows = "".join(f"c{n * 7919 % 50021},i{n % 613},{n % 4}\n" for n in range(200_000))
    path = written(gzip.compress((HEAD + rows).encode()), "ratings.csv.gz")
    with pytest.raises(CannotRead, match=r"holds about (19|20)\d,\d\d\d rows"):
        read_ratings(path, free=1_000_000)


def test_a_compressed_file_whose_end_opens_much_further_than_its_beginning_is_refused(written):
    """A file from somebody else that is to fill the memory."""
    fresh = "".join(f"{n**9 % 2**61:x},{n**7 % 2**59:x},{n % 4}\n" for n in range(40_000))
    path = written(gzip.compress((HEAD + fresh + "c,i,1\n" * 8_000_000).encode()), "r.csv.gz")
    assert path.stat().st_size < 2_000_000
    with pytest.raises(CannotRead, match=r"of memory and 0\.1 GiB are free"):
        read_ratings(path, free=100_000_000)


@pytest.mark.parametrize(("inside", "names"), [("", memory.V2), ("memory", memory.V1)])
def test_what_a_container_leaves_counts_pages_of_files_as_free(
    tmp_path, monkeypatch, inside, names
):
    folder = tmp_path / inside
    folder.mkdir(exist_ok=True)
    numbers = ("3000000", "2500000", f"anon 9\n{names[3]} 400000\n")
    for name, number in zip(names[:3], numbers, strict=True):
        (folder / name).write_text(number)
    monkeypatch.setattr(memory, "GROUPS", tmp_path)
    monkeypatch.setattr(memory, "GROUPS_OF_THIS", tmp_path / "cgroup")
    (tmp_path / "cgroup").write_text(f"4:{inside}:/a/b\n" if inside else "0::/a/b\n")
    assert memory.memory_free() == 900_000


def test_names_count_in_what_a_file_takes(written):
    few = "".join(f"c{n % 5000},i{n % 7},{n % 4}\n" for n in range(20_000))
    many = "".join(f"c{n},i{n},{n % 4}\n" for n in range(20_000))
    assert read_ratings(written(HEAD + few), free=3_000_000).ratings.n == 20_000
    with pytest.raises(CannotRead, match="GiB are free"):
        read_ratings(written(HEAD + many), free=3_000_000)


def test_names_in_no_order_are_not_taken_for_new_ones_without_end(written):
    """Of 6,000 candidates the first rows hold ever new ones, and the last rows none."""
    who = np.random.default_rng(5).integers(6_000, size=100_000).tolist()
    rows = "".join(f"c{one},i{n % 7},{n % 4}\n" for n, one in enumerate(who))
    kept = read_ratings(written(HEAD + rows), free=14_000_000, repeats="keep")
    assert kept.ratings.n == 100_000


def test_a_limit_on_addresses_is_a_limit_on_the_file(written):
    """As `ulimit -v` sets it, in a process of its own; without a look the reader is aborted."""
    path = written(HEAD + "".join(f"c{n},i{n},{n % 4}\n" for n in range(300_000)))
    program = (
        "import resource, sys, pathlib, polars; from afterword.study.reading import read_ratings; "
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)); "
        "read_ratings(pathlib.Path(sys.argv[1]))"
    )
    ended = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True)
    assert "GiB are free" in ended.stderr.splitlines()[-2] + ended.stderr.splitlines()[-1]


def test_a_word_among_numbers_names_its_row(written):
    with pytest.raises(CannotRead, match="Row 3, column 'level': 'three' is no number"):
        read_ratings(written(HEAD + "Ben,Ada,3\nEve,Cleo,1\nBen,Cleo,three\n"))


def test_one_rating_far_from_all_others_is_named_with_its_row(written):
    rows = "".join(f"c{n},i{n % 3},{n % 4 + 1}\n" for n in range(24))
    reading = read_ratings(written(HEAD + rows + "Ben,Ada,9\n"))
    assert reading.notices[0].startswith(
        "Row 25, column 'level' holds the only 9, and the next is 4."
    )
    asked = read_ratings(written(HEAD + rows + "Ben,Ada,9\n"), scale="1..9")
    assert not any("the only 9" in one for one in asked.notices)


@pytest.mark.parametrize("nothing", ["", "NA", "n/a", "#N/A", "-", "—", "?", ".", "null", "None"])
def test_however_people_write_it_not_assessed_is_no_rating(written, nothing):
    reading = read_ratings(written(f"{HEAD}Ben,Ada,3\nEve,Ada,{nothing}\nEve,Cleo,1\n"))
    assert (reading.ratings.left_out, reading.ratings.level.tolist()) == (1, [2, 0])


def test_a_shell_with_too_few_addresses_hears_it_and_sees_no_traceback(written):
    """As `ulimit -v 600000` sets it: the libraries would end in the middle of their own code."""
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (6 << 26, 6 << 26)); "
        "from afterword.cli import main; sys.argv = ['afterword', 'calibrate', sys.argv[1]]; main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, written(LONG)], capture_output=True, text=True
    )
    assert (ended.returncode, len(ended.stderr.splitlines())) == (1, 1)
    assert "lift the limit with ulimit -v unlimited" in ended.stderr


def test_spaces_around_names_make_nobody_else_of_them(written):
    reading = read_ratings(written("candidate, interviewer, level\nBen, Ada, 3\nEve,Ada,1\n"))
    assert (reading.labels["interviewer"], reading.ratings.level.tolist()) == (("Ada",), [2, 0])


@pytest.mark.parametrize("limit", [100_000, 10_000_000])
def test_a_line_that_no_table_has_is_refused(written, limit):
    before = csv.field_size_limit(limit)
    try:
        with pytest.raises(CannotRead, match="is no table of ratings"):
            read_ratings(written(HEAD + "x" * 500_000 + ",Ada,3\n"))
    finally:
        csv.field_size_limit(before)


def test_a_million_raters_with_one_rating_each_are_said_to_say_little(written):
    rows = "".join(f"c{n % 500},i{n},{n % 4}\n" for n in range(20_000))
    reading = read_ratings(written(HEAD + rows))
    assert "20,000 of 20,000 interviewers gave one rating only" in reading.notices[-1]


@pytest.mark.parametrize(
    ("name", "ratings", "counts"),
    [
        ("InstEval.csv.gz", 73_421, {"candidate": 2972, "interviewer": 1128}),
        ("wine.csv", 72, {"candidate": 8, "interviewer": 9}),
        ("anxiety.csv", 60, {"candidate": 20, "interviewer": 3}),
        ("shrout_fleiss_1979.csv", 24, {"candidate": 6, "interviewer": 4}),
        ("Brennan.3.2.csv", 120, {"candidate": 10, "interviewer": 12, "question": 3}),
        ("data.ratings1.csv", 1370, {"candidate": 135, "interviewer": 7, "dimension": 5}),
        ("data.ex10.csv", 3375, {"candidate": 398, "interviewer": 3, "dimension": 5}),
        (
            "immer05_long.csv.gz",
            85_592,
            {"candidate": 9836, "interviewer": 41, "question": 6, "dimension": 4},
        ),
    ],
)
def test_every_real_file_is_understood_without_options(name, ratings, counts):
    reading = read_ratings(shared(name))
    assert reading.ratings.n == ratings
    found = {facet: reading.ratings.counts[facet] for facet in counts}
    assert found == counts


def test_measurements_given_as_ratings_are_refused_with_a_way_out():
    with pytest.raises(CannotRead, match=r"look like measurements.*--scale 18\.\.27"):
        read_ratings(shared("Penicillin.csv"))
    assert read_ratings(shared("Penicillin.csv"), scale="18..27").ratings.n == 144
