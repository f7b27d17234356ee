"""`afterword calibrate`: what is printed, what is written, and what is refused."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from afterword import cli
from afterword.study import command, report

SHARED = Path(__file__).parents[1].parent / "shared/data/ratings"


@pytest.fixture
def ratings(tmp_path):
    """Thirty candidates, six interviewers of whom `strict` is a level and a half stricter."""
    rng = np.random.default_rng(7)
    lines = ["candidate,interviewer,question,level"]
    names = ["Ada", "Cleo", "Dov", "Eve", "Fay", "strict"]
    for candidate in range(30):
        ability = rng.normal()
        for place in rng.choice(6, size=4, replace=False):
            heard = ability + rng.normal() - (1.8 if names[place] == "strict" else 0)
            level = 1 + int(np.searchsorted([-1.2, 0, 1.2], heard))
            lines.append(f"c{candidate},{names[place]},q{(candidate + place) % 5},{level}")
    path = tmp_path / "ratings.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture
def calibrate(capsys):
    """The command in this process: pytest's own threads would not outlive a fork."""

    def run(*words):
        command.calibrate(cli.parser().parse_args(["calibrate", *map(str, words)]))
        return capsys.readouterr().out

    return run


def test_the_summary_fits_a_terminal_and_names_who_is_strict(calibrate, ratings):
    page = calibrate(ratings)
    assert max(len(line) for line in page.splitlines()) <= 80
    assert "120 ratings of 30 candidates, 6 interviewers, 5 questions." in page
    strict = page[page.index("stricter than most") :]
    assert "strict  +" in strict
    assert "How dependable a candidate's estimate is" in page


def test_what_matters_stands_first_with_how_sure_it_is(calibrate, ratings, tmp_path):
    page = calibrate(ratings, "--out", tmp_path / "out")
    short = " ".join(page[page.index("In short") : page.index("What the columns")].split())
    assert re.search(r"\d+% \(\d+% to \d+%\) of the spread in ratings is who was rated\.", short)
    assert re.search(r"takes about \d+ interviews each \(\d+ to (more than )?\d+ fits\)", short)
    assert re.search(r"agree by 0\.\d\d \(-?0\.\d\d to 0\.\d\d\); 1 is the same", short)
    assert "1 of 6 interviewers and none of 5 questions can be told from the average." in short
    report_page = (tmp_path / "out/report.html").read_text()
    assert report_page.index("is who was rated") < report_page.index("<h2>")
    assert report_page.index("#before") < report_page.index('<h2 id="before">')
    assert "<h2>Whose ratings surprise</h2>" in report_page


def test_the_summary_names_no_candidate(calibrate, ratings):
    page = calibrate(ratings)
    assert not any(f" c{n} " in page for n in range(30))


@pytest.fixture
def dated(tmp_path):
    """Twenty candidates with four dated interviews each, who rise by a level from first to last."""
    rng = np.random.default_rng(3)
    lines = ["candidate,interviewer,question,date,dimension,level"]
    for candidate in range(20):
        ability = rng.normal()
        for hour in range(4):
            day = ability + 0.5 * hour + 0.3 * rng.normal()
            said = f"c{candidate},{'ABCDE'[rng.integers(5)]},q{rng.integers(6)},2026-0{hour + 1}-07"
            for dimension in ("coding", "recommendation"):
                level = 1 + int(np.searchsorted([-1.0, 0.5, 2.0], day + rng.normal()))
                lines.append(f"{said},{dimension},{level}")
    path = tmp_path / "dated.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_who_says_when_interviews_were_hears_whether_candidates_grow(calibrate, dated, tmp_path):
    page = calibrate(dated, "--when", "date", "--out", tmp_path / "out")
    told = page[page.index("Growth\n") :]
    assert "From one interview to the next candidates move by +" in told
    growth = (tmp_path / "out/growth.csv").read_text().splitlines()
    assert growth[0] == "candidate,estimate,sd,low,high,interviews"
    assert (len(growth), growth[1].split(",")[-1]) == (21, "4")
    numbers = json.loads((tmp_path / "out/numbers.json").read_text())
    assert numbers["growth_mean"]["low"] > 0
    report_page = (tmp_path / "out/report.html").read_text()
    assert "Whether candidates grow" in report_page
    assert not any(f">c{n}<" in report_page for n in range(20))


def test_a_line_gives_each_candidate_the_odds_of_another_interviewer(calibrate, dated):
    said = json.loads(calibrate(dated, "--when", "date", "--line", "recommendation:3", "--json"))
    assert len(said["second_opinions"]) == 20
    for one in said["second_opinions"]:
        assert 0 < one["chance_low"] < one["chance"] < one["chance_high"] < 1
        assert one["line"] == "level 3 of recommendation"
    assert {"information", "information_low", "information_high"} <= said["questions"][0].keys()
    assert {"profiles", "interviews"} <= said.keys()


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("--when", "question"), "'q0' is no date that sorts by itself"),
        (("--when", "day"), "There is no column 'day'"),
        (("--when", "date", "--line", "3"), "--line needs a dimension, as in coding:3"),
        (("--when", "date", "--line", "recommendation:7"), "'7' is no level with another below it"),
        (
            ("--when", "date", "--line", "haste:3"),
            "there is no dimension 'haste'. The file has: coding",
        ),
    ],
)
def test_an_order_or_a_line_that_is_not_there_is_refused(calibrate, dated, asked, sentence):
    with pytest.raises(SystemExit) as ended:
        calibrate(dated, *asked)
    assert sentence in str(ended.value)


def test_too_few_interviews_for_growth_are_said_to_be(calibrate, dated):
    lines = dated.read_text().splitlines()
    dated.write_text("\n".join([lines[0], *(one for one in lines if "-01-07" in one)]) + "\n")
    page = calibrate(dated, "--when", "date")
    assert "Growth takes 4 candidates with 3 interviews each" in " ".join(page.split())


def test_no_word_that_no_page_may_say(calibrate, ratings, tmp_path):
    page = calibrate(ratings, "--out", tmp_path / "out")
    told = re.findall("[a-z]+", (page + (tmp_path / "out/report.html").read_text()).casefold())
    unsaid = {"failed", "passed", "weak", "poor", "score", "rank", "ranking", "flag", "flagged"}
    assert unsaid & set(told) == set()


def test_json_holds_numbers_and_no_nan(calibrate, ratings):
    found = json.loads(calibrate(ratings, "--json"))
    assert found["ratings"] == 120
    strict = next(one for one in found["interviewers"] if one["name"] == "strict")
    assert strict["low"] > 0
    assert sum(one["share"] for one in found["variance"]) == pytest.approx(1)


def test_out_holds_tables_in_the_order_of_names_and_a_page(calibrate, ratings, tmp_path):
    calibrate(ratings, "--out", tmp_path / "out", "--tables", "csv")
    names = sorted(one.name for one in (tmp_path / "out").iterdir())
    assert {"candidates.csv", "interviewers.csv", "report.html", "numbers.json"} <= set(names)
    rows = (tmp_path / "out/interviewers.csv").read_text().splitlines()[1:]
    assert [row.split(",")[0] for row in rows] == ["Ada", "Cleo", "Dov", "Eve", "Fay", "strict"]
    page = (tmp_path / "out/report.html").read_text()
    assert "<script" not in page
    assert re.findall(r'(?:src|href)="(?!#)', page.replace("xlink:href", "use")) == []


def test_a_folder_that_holds_something_is_left_alone(calibrate, ratings, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    with pytest.raises(SystemExit, match="is not empty"):
        calibrate(ratings, "--out", tmp_path / "out")
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_nothing_is_left_behind_when_writing_breaks(calibrate, ratings, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError("no space left")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(SystemExit, match="no space left"):
        calibrate(ratings, "--out", tmp_path / "out")
    assert [one.name for one in tmp_path.iterdir()] == ["ratings.csv"]


@pytest.fixture
def heard():
    """Ctrl-C is heard, also where whoever began these tests in the background told it not to be."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_who_is_stopped_while_writing_leaves_nothing(
    calibrate, ratings, tmp_path, monkeypatch, capsys, sent
):
    monkeypatch.setattr(report, "report", lambda findings: signal.raise_signal(sent))
    with pytest.raises(SystemExit) as stopped:
        calibrate(ratings, "--out", tmp_path / "out")
    assert stopped.value.code == 130
    assert "stopped. Nothing was written." in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["ratings.csv"]


LIMITED = "resource.setrlimit(resource.RLIMIT_AS, (1 << 36, 1 << 36)); "


def ended_while_writing(ratings, out, *, ends, first=""):
    """The command as a whole, where something ends it while it writes."""
    code = (
        "import os, resource, signal, sys, tempfile; from afterword import cli; "
        "from afterword.study import report; tempfile.tempdir = os.path.dirname(sys.argv[-1]); "
        f"{first}report.report = lambda findings: {ends}; "
        "sys.argv = ['afterword', 'calibrate', *sys.argv[1:]]; cli.main()"
    )
    words = [sys.executable, "-c", code, str(ratings), "--out", str(out)]
    return subprocess.run(words, capture_output=True, text=True)


def under_a_limit(ratings, out, *, ends):
    """The same under `ulimit -v`."""
    return ended_while_writing(ratings, out, ends=ends, first=LIMITED)


@pytest.mark.parametrize("ends", ["os.abort()", "os._exit(1)"])
def test_where_a_library_ends_the_command_it_says_why_and_leaves_nothing(ratings, tmp_path, ends):
    done = under_a_limit(ratings, tmp_path / "out", ends=f"(os.write(2, b'bad_alloc'), {ends})")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "afterword calibrate: ratings.csv needs more memory than this shell allows (ulimit -v). "
        "Take fewer rows (a year, a program), fewer columns, or ulimit -v unlimited.\n"
    )
    assert [one.name for one in tmp_path.iterdir()] == ["ratings.csv"]


def test_who_is_killed_says_that_and_leaves_nothing(ratings, tmp_path):
    killed = "os.kill(os.getpid(), signal.SIGKILL)"
    done = ended_while_writing(ratings, tmp_path / "out", ends=killed)
    assert (done.returncode, done.stdout) == (1, "")
    assert "ratings.csv was not calibrated: the work was ended from outside" in done.stderr
    assert done.stderr.count("\n") == 1
    assert [one.name for one in tmp_path.iterdir()] == ["ratings.csv"]


@pytest.mark.parametrize("first", ["", LIMITED])
def test_a_fault_is_told_as_one_and_where_it_happened_is_kept(ratings, tmp_path, first):
    done = ended_while_writing(ratings, tmp_path / "out", ends="1 / 0", first=first)
    assert (done.returncode, done.stdout) == (1, "")
    assert "a fault of Afterword's (ZeroDivisionError: division by zero)" in done.stderr
    assert done.stderr.count("\n") == 1
    kept = {one.name: one for one in tmp_path.iterdir()}
    assert set(kept) - {"ratings.csv"} == {Path(done.stderr.split(" with ")[1].split(";")[0]).name}
    (told,) = (one.read_text() for name, one in kept.items() if name != "ratings.csv")
    assert told.startswith("Traceback")
    assert "in _write" in told


def test_nothing_is_left_where_a_link_led_to_either(ratings, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere/out")
    done = under_a_limit(ratings, tmp_path / "link", ends="os.abort()")
    assert done.returncode == 1
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_column_gives_the_terminal_no_orders(calibrate, ratings):
    """A file from somebody else: one name clears the screen, one turns the text around."""
    rows = ratings.read_text().splitlines()
    odd = ["\x1b[2J", "\x9b31m", "\u202etxt"]
    rows[0] = ",".join([rows[0], *odd])
    ratings.write_text("\n".join([rows[0], *(f"{one},a,b,c" for one in rows[1:])]) + "\n")
    page = calibrate(ratings)
    assert "\\u001b[2J" in page
    assert not any(one[0] in page for one in odd)
    told = calibrate(ratings, "--json", "--dimension", odd[1])
    assert odd[1] not in told
    assert json.loads(told)["columns"]["dimension"] == odd[1]


def test_a_sentence_about_a_file_or_a_folder_gives_the_terminal_no_orders(calibrate, ratings):
    (ratings.parent / "\x1b[2Jfile").write_text("")
    for words in (("--out", ratings.parent / "\x1b[2Jfile"), ("--out", "/no\x1b[2Jwhere/at/all")):
        with pytest.raises(SystemExit) as no:
            calibrate(ratings, *words)
        assert "\\u001b[2J" in str(no.value.code)
        assert "\x1b" not in str(no.value.code)


@pytest.mark.parametrize("tables", ["csv", "parquet"])
def test_where_a_disk_is_full_it_is_said_and_nothing_is_left(ratings, tmp_path, tables):
    """As full as `ulimit -f` makes it."""
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)); "
        "from afterword import cli; sys.argv = ['afterword', *sys.argv[1:]]; cli.main()"
    )
    words = ["calibrate", str(ratings), "--out", str(tmp_path / "out"), "--tables", tables]
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"afterword calibrate: {tmp_path / 'out'} could not be written: File too large. Nothing is "
        "left there.\n"
    )
    assert [one.name for one in tmp_path.iterdir()] == ["ratings.csv"]


def test_under_a_limit_all_is_written_and_who_stops_it_is_heard(ratings, tmp_path):
    done = under_a_limit(ratings, tmp_path / "out", ends="'<html>'")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Where the spread of ratings comes from" in done.stdout
    assert (tmp_path / "out/report.html").read_text() == "<html>"
    stop = "os.kill(os.getppid(), signal.SIGTERM)"
    done = under_a_limit(ratings, tmp_path / "other", ends=f"({stop}, signal.pause())")
    assert (done.returncode, done.stderr) == (
        130, "afterword calibrate: stopped. Nothing was written.\n",
    )  # fmt: skip
    assert {one.name for one in tmp_path.iterdir()} == {"ratings.csv", "out"}


@pytest.mark.parametrize("sent", ["SIGINT", "SIGTERM"])
def test_who_stops_what_does_not_hear_is_heard_all_the_same(ratings, tmp_path, sent):
    deaf = f"(signal.signal(15, signal.SIG_IGN), os.kill(os.getppid(), signal.{sent}), deaf())"
    first = "guarding.GRACE = 1; deaf = lambda: [signal.pause() for _ in iter(int, 1)]; "
    brought = "from afterword.study import guarding; "
    done = ended_while_writing(ratings, tmp_path / "out", ends=deaf, first=brought + first)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "afterword calibrate: stopped. Nothing was written.\n"
    assert [one.name for one in tmp_path.iterdir()] == ["ratings.csv"]


def test_a_bad_file_ends_with_one_sentence(calibrate, tmp_path):
    with pytest.raises(SystemExit, match=r"afterword calibrate: There is no file"):
        calibrate(tmp_path / "nothing.csv")


def test_help_waits_for_nothing_slow():
    code = (
        "import sys; sys.argv = ['afterword', 'calibrate', '--help']\n"
        "from afterword import cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "slow = {'numpy', 'polars', 'django', 'scipy', 'matplotlib', 'numba'} & set(sys.modules)\n"
        "sys.exit(', '.join(slow) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "name", ["wine.csv", "anxiety.csv", "shrout_fleiss_1979.csv", "data.ex10.csv"]
)
def test_small_real_files_are_calibrated(calibrate, name):
    if not (SHARED / name).exists():
        pytest.skip("the shared data are not beside this repository")
    assert "Where the spread of ratings comes from" in calibrate(SHARED / name)


@pytest.mark.parametrize("model", ["rating-scale", "partial-credit"])
def test_another_model_says_what_it_is_and_leaves_out_what_it_has_not(
    calibrate, ratings, tmp_path, model
):
    page = calibrate(ratings, "--model", model, "--out", tmp_path / "out")
    assert f"by the {model} model" in page
    assert "Where the spread of ratings comes from" not in page
    assert "strict  +" in page[page.index("stricter than most") :]
    assert max(len(line) for line in page.partition("\nWritten")[0].splitlines()) <= 80
    told = json.loads((tmp_path / "out/numbers.json").read_text())
    assert (told["model"], told["estimator"]) == (model, "marginal")
    assert told["deviance"] == pytest.approx(-2 * told["log_likelihood"])
    assert "How far candidates differ" in (tmp_path / "out/report.html").read_text()


def test_a_link_to_a_new_folder_stands_for_it(calibrate, ratings, tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    calibrate(ratings, "--out", tmp_path / "link")
    assert (tmp_path / "elsewhere/report.html").exists()
    with pytest.raises(SystemExit, match="is not empty"):
        calibrate(ratings, "--out", tmp_path / "link")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("--model", "partial-credit", "--line", "3"), "The partial-credit model takes"),
        (("--scale", "4..1"), "names no levels; a scale has 2 to 127. Write it from lowest"),
    ],
)
def test_what_a_model_or_a_scale_has_not_is_said_in_a_sentence(calibrate, ratings, asked, sentence):
    with pytest.raises(SystemExit) as ended:
        calibrate(ratings, *asked)
    assert sentence in str(ended.value)
