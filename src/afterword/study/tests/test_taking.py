"""The Python API in a notebook: what may be given, what is refused, and how it shows itself."""

import numpy as np
import polars as pl
import pytest

from afterword import study
from afterword.numerics.errors import Refused, TooLargeForExact
from afterword.study.calibrated import Calibrated
from afterword.study.calibration import Calibration
from afterword.study.reading import read_ratings

RATERS = ("Ada", "Cleo", "Dov", "Eve")


def columns() -> dict[str, list[object]]:
    """Twelve candidates, each rated by four."""
    rng = np.random.default_rng(4)
    heard = rng.normal(size=(12, 1)) + rng.normal(size=(12, 4)) - [1.5, 0, 0, 0]
    return {
        "candidate": [f"c{n:02}" for n in range(12) for _ in RATERS],
        "interviewer": list(RATERS) * 12,
        "level": (1 + np.searchsorted([-1.0, 0.0, 1.0], heard.ravel())).tolist(),
        "comment": ["", "", "", ""] * 12,
    }


@pytest.fixture(scope="module")
def fit() -> Calibrated:
    return Calibration().fit(columns())


def test_a_data_frame_gives_what_its_columns_give(fit):
    framed = Calibration().fit(pl.DataFrame(columns()))
    assert framed.severities["Ada"] == fit.severities["Ada"]
    assert max(framed.severities, key=lambda one: one.estimate).name == "Ada"


def test_a_file_is_read_first_and_a_lazy_frame_collected():
    with pytest.raises(Refused, match=r"fit\(read_ratings\('ratings.csv'\)\)"):
        Calibration().fit("ratings.csv")
    with pytest.raises(Refused, match=r"fit\(frame\.collect\(\)\)"):
        Calibration().fit(pl.DataFrame(columns()).lazy())


def test_columns_may_have_names_of_their_own(fit):
    named = pl.DataFrame(columns()).rename({"candidate": "student", "level": "mark"})
    asked = {"candidate": "student", "level": "mark"}
    assert Calibration().fit(named, columns=asked).severities["Ada"] == fit.severities["Ada"]
    with pytest.raises(Refused, match=r"No column is called grade\. There are: student, interview"):
        Calibration().fit(named, columns={**asked, "level": "grade"})
    with pytest.raises(Refused, match="columns= says what 'rater' is called; it takes candidate"):
        Calibration().fit(named, columns={**asked, "rater": "interviewer"})
    with pytest.raises(Refused, match="Say what yours are called: columns="):
        Calibration().fit(named)


def test_what_would_be_left_unread_is_refused(fit):
    with pytest.raises(Refused, match="have their columns and levels already: columns=, levels="):
        Calibration().fit(fit.ratings, columns={"level": "mark"})
    with pytest.raises(Refused, match="labels= names the codes of arrays"):
        Calibration().fit(columns(), labels={"candidate": ["Ben"]})


def test_a_wide_table_has_a_column_for_each_interviewer_or_for_each_dimension(fit):
    wide = pl.DataFrame(columns()).pivot("interviewer", index="candidate", values="level")
    found = Calibration().fit(wide, columns={"level": RATERS})
    assert {one.name: one.rated for one in found.severities} == dict.fromkeys(RATERS, 12)
    assert found.severities["Ada"].estimate == pytest.approx(fit.severities["Ada"].estimate)
    both = pl.DataFrame(columns()).with_columns(talk=pl.col("level").replace({1: None}))
    by_dimension = Calibration().fit(both, columns={"level": ["level", "talk"]})
    assert by_dimension.names("dimension") == ("level", "talk")
    assert by_dimension.names("interview")[:2] == ("row 1", "row 2")
    assert by_dimension.ratings.left_out == both["talk"].null_count() > 0
    with pytest.raises(Refused, match="another column names the dimension already"):
        Calibration().fit(both, columns={"level": ["level", "talk"], "dimension": "comment"})


def test_levels_in_words_take_their_order_from_whoever_knows_it(fit):
    words = ("no", "mixed", "yes", "strong yes")
    written = pl.DataFrame(columns()).with_columns(
        level=pl.Series([words[int(str(one)) - 1] for one in columns()["level"]])
    )
    assert Calibration().fit(written, levels=words).severities["Ada"] == fit.severities["Ada"]
    ordered = written.with_columns(pl.col("level").cast(pl.Enum([*words, "never given"])))
    assert Calibration().fit(ordered).ratings.n_levels == 5
    with pytest.raises(Refused, match=r"holds 'strong yes', which is none of the levels: no, "):
        Calibration().fit(written, levels=words[:3])
    with pytest.raises(Refused, match=r"Name the levels from lowest to highest, levels="):
        Calibration().fit(written)


def test_frames_of_pandas_are_taken_with_all_their_kinds(fit):
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(columns()).set_index(pd.Index(range(500, 548)))
    kinds = frame.assign(
        candidate=frame["candidate"].astype("category"),
        interviewer=frame["interviewer"].astype("string"),
        level=frame["level"].astype("Int64"),
    )
    assert Calibration().fit(kinds).severities["Ada"] == fit.severities["Ada"]
    ordered = pd.Categorical.from_codes(frame["level"] - 1, ["a", "b", "c", "d"], ordered=True)
    assert (
        Calibration().fit(kinds.assign(level=ordered)).severities["Ada"] == (fit.severities["Ada"])
    )
    kinds.loc[503, "level"] = pd.NA
    assert Calibration().fit(kinds).ratings.left_out == 1
    kinds.loc[504, "interviewer"] = pd.NA
    with pytest.raises(Refused, match="Place 4 of column interviewer is empty: every rating needs"):
        Calibration().fit(kinds)


def test_a_table_becomes_a_data_frame_in_one_call(fit):
    frame = fit.severities.to_polars()
    assert frame.columns == ["name", "estimate", "sd", "low", "high", "rated", "part"]
    assert frame["name"].to_list() == list(RATERS)
    pytest.importorskip("pandas")
    assert fit.severities.to_pandas().loc["Ada", "rated"] == 12


@pytest.mark.parametrize("given", [3, [1, 2]])
def test_what_is_no_table_is_refused_with_what_is_one(given):
    with pytest.raises(Refused, match=r"is no table of ratings\. Give columns by name"):
        Calibration().fit(given)


def test_few_ratings_by_more_people_than_the_exact_estimator_holds_go_to_the_large_one():
    rng = np.random.default_rng(6)
    given = {
        "candidate": np.arange(6_400) % 50,
        "interviewer": np.arange(6_400) // 2,
        "question": rng.permutation(6_400) // 2,
        "level": 1 + np.searchsorted([-1.0, 0.0, 1.0], rng.normal(size=6_400)),
    }
    assert Calibration().fit(given).estimates.method == "composite"
    with pytest.raises(TooLargeForExact, match="Use the large one"):
        Calibration(estimator="exact").fit(given)
    with pytest.raises(TooLargeForExact):
        Calibration(link="logit").fit(given)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"levels": [1, 2]}, "No column is called level. There are: levels."),
        ({"level": [1, 2], "rater": ["a", "b"]}, "No column is called candidate, interviewer"),
        ({"level": [], "candidate": []}, "There is no rating here with a level."),
        ({"level": [np.nan] * 2, "candidate": ["a", "b"]}, "There is no rating here with a level."),
        ({"level": ["x", "y"], "candidate": ["a", "b"]}, "holds something that is no number"),
        ({"level": [1, 2.5], "candidate": ["a", "b"]}, "Place 1 of column level holds 2.5"),
        ({"level": [1, 0], "candidate": ["a", "b"]}, "Place 1 of column level holds 0"),
        (
            {"level": [1, 2], "candidate": ["a", None]},
            "Place 1 of column candidate is empty: every",
        ),
        (
            {"level": [1, 2], "candidate": [1.0, np.nan]},
            "Place 1 of column candidate is empty: every",
        ),
        ({"level": [1, 2], "candidate": ["a"]}, "candidate has 1 entries for 2 levels"),
    ],
)
def test_columns_that_are_no_ratings_are_refused_in_a_sentence(given, sentence):
    with pytest.raises(Refused) as no:
        Calibration().fit(given)
    assert sentence in str(no.value)


def test_somebody_who_is_not_there_is_said_not_to_be(fit):
    with pytest.raises(Refused, match="There is no candidate 'Zoe' in these ratings"):
        fit.second_opinion("Zoe", line=3)
    with pytest.raises(KeyError) as no:
        fit.severities["Adda"]
    assert str(no.value) == "There is no 'Adda' among these 4; there are 'Ada'."
    assert ("Ada" in fit.severities, "Zoe" in fit.severities) == (True, False)
    with pytest.raises(Refused, match=r"no candidate at place 99 of 12\. A name is text: '99'"):
        fit.second_opinion(99, line=3)
    assert fit.second_opinion(np.int64(3), line=3) == fit.second_opinion("c03", line=3)


def test_what_these_ratings_cannot_have_is_said_with_what_it_would_take(fit):
    with pytest.raises(Refused, match="have no column interview: there is no estimate of"):
        _ = fit.interviews
    with pytest.raises(Refused, match="have one dimension only: there is no estimate of profile"):
        fit.profile("c00")


def test_in_a_notebook_a_fit_and_its_tables_show_a_few_lines(fit):
    assert repr(fit) == (
        "<Calibrated by the probit model: 48 ratings of 12 candidates, 4 interviewers; "
        "summary() says more>"
    )
    lines = repr(fit.abilities).splitlines()
    assert (len(lines), lines[1][:5], lines[-1]) == (12, "c00: ", "… and 2 more")
    for shown in (fit, fit.abilities):
        page = shown._repr_html_()
        assert page.count("<tr>") == page.count("</tr>") > 3
    assert "and 2 more; to_pandas() and to_polars() give all" in fit.abilities._repr_html_()
    assert "share</th>" in fit._repr_html_()
    assert fit.summary().startswith("48 ratings of 12 candidates, 4 interviewers\n")
    assert all(line == line.rstrip() for line in fit.summary().splitlines())


def test_a_name_out_of_a_file_gives_a_notebook_no_orders(tmp_path):
    path = tmp_path / "ratings.csv"
    rows = zip(*(columns()[one] for one in ("candidate", "interviewer", "level")), strict=True)
    lines = "\n".join(f"{who},<b>{by}\x1b[2J,{level}" for who, by, level in rows)
    path.write_text(f"candidate,interviewer,level\n{lines}\n")
    reading = read_ratings(str(path))
    found = Calibration().fit(reading)
    assert "\\u001b[2J" in repr(found.severities)
    assert not any("\x1b" in repr(one) for one in (reading, found, found.severities))
    assert "&lt;b&gt;Ada" in found.severities._repr_html_()
    assert repr(reading).splitlines()[0] == "ratings.csv: 48 ratings in 48 rows, levels 1 to 4."


def test_everything_a_notebook_needs_comes_from_one_place():
    assert dir(study) == sorted(study.WHERE)
    assert [getattr(study, name).__name__ for name in study.WHERE] == list(study.WHERE)
    with pytest.raises(AttributeError, match="no attribute 'Calibrate'"):
        study.Calibrate  # noqa: B018  # asking is the test
