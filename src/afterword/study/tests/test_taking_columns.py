"""Columns are taken for what they are, in files as people have them, or it is said what to name."""

import pytest

from afterword.study.columns import Asked
from afterword.study.errors import CannotRead
from afterword.study.reading import read_ratings

PEOPLE = ("Ada", "Cleo", "Dov")


@pytest.fixture
def taken(tmp_path):
    """The reading of a file with these titles, and a row for each candidate and interviewer."""

    def read(titles, row, *, asked=None, scale=None):
        lines = [titles]
        for who in range(8):
            lines += [
                row(f"c{who}", name, (who * 7 + at * 3) % 4) for at, name in enumerate(PEOPLE)
            ]
        path = tmp_path / "ratings.csv"
        path.write_text("\n".join(lines) + "\n")
        return read_ratings(path, asked, scale=scale)

    return read


def test_a_form_that_asks_in_whole_sentences(taken):
    words = ("1 - Weak", "2 - Mixed", "3 - Solid", "4 - Strong")
    reading = taken(
        "Timestamp,Email Address,Who did you interview?,Which question did you ask?,"
        "Problem solving,Coding,Anything else to tell them?",
        lambda who, by, at: (
            f"11/{at + 1}/2026 18:0{at}:12,{by}@club.org,{who},q{at},{words[at]},{words[3 - at]},"
            "You talked me through it; next time test the empty case first."
        ),
    )
    assert reading.columns.facets == {
        "candidate": "Who did you interview?", "interviewer": "Email Address",
        "question": "Which question did you ask?",
    }  # fmt: skip
    assert (reading.columns.levels, reading.columns.wide_by) == (
        ("Problem solving", "Coding"), "dimension",
    )  # fmt: skip
    assert reading.scale.names == words
    assert any("Levels stand in the order of their numbers" in one for one in reading.notices)


def test_what_tells_of_people_and_hours_is_nobodys_rating(taken):
    reading = taken(
        "person,rater,gender,age,week,confidence,hire?,coding,testing",
        lambda who, by, at: f"{who},{by},{at % 2},{at + 1},{at},{at},{['no', 'yes'][at % 2]},"
        f"{at},{3 - at}",
    )  # fmt: skip
    assert reading.columns.levels == ("coding", "testing")


def test_a_recommendation_is_one_dimension_more_where_it_has_the_levels_of_the_others(taken):
    words = ("Strong No", "No", "Yes", "Strong Yes")
    reading = taken(
        "Candidate Name,Interviewed by,Overall recommendation,Coding,Design",
        lambda who, by, at: f"{who},{by},{words[at]},{words[at]},{words[3 - at]}",
    )
    assert reading.columns.levels == ("Overall recommendation", "Coding", "Design")
    assert reading.scale.names == ("strong no", "no", "yes", "strong yes")
    alone = taken(
        "paper,reviewer,recommendation,confidence",
        lambda who, by, at: f"{who},{by},{at - 2},{at + 1}",
    )
    assert (alone.columns.levels, alone.scale.names) == (
        ("recommendation",), ("-2", "-1", "0", "1"),
    )  # fmt: skip


def test_judges_are_numbered_beside_what_is_none_of_theirs(taken):
    reading = taken(
        "essay_id,essay_set,rater1_domain1,rater2_domain1,rater3_domain1,domain1_score",
        lambda who, by, at: f"{who}{by},1,{at + 1},{4 - at},,{at + 5}",
    )
    assert (reading.columns.levels, reading.columns.wide_by) == (
        ("rater1_domain1", "rater2_domain1"), "interviewer",
    )  # fmt: skip
    skated = taken(
        "Skater,Element,J1,J2,J3", lambda who, by, at: f"{who},{by},{at - 1:+d},{at},−{at}"
    )
    assert skated.columns.facets == {"candidate": "Skater", "question": "Element"}
    assert (skated.columns.wide_by, skated.scale.names[0]) == ("interviewer", "-3")


def test_no_judge_is_left_out_for_giving_more_levels_than_the_others(taken):
    """Of halves from 0 to 10 some give 9 and some 15."""
    with pytest.raises(CannotRead, match="Columns 'judge 1', 'judge 2' and 1 more hold numbers"):
        taken("diver,judge 1,judge 2,judge 3", lambda who, by, at: f"{who},{at + 1},{at},{at * 9}")


def test_items_are_questions_and_what_has_no_number_beside_them_is_not(taken):
    reading = taken(
        "idstud,grade,track,I1,I2,I3",
        lambda who, by, at: f"{who}{by},{at},{at % 2},{at % 2},{at // 2},{(at + 1) % 2}",
    )
    assert (reading.columns.levels, reading.columns.wide_by) == (("I1", "I2", "I3"), "question")
    assert reading.columns.facets == {"candidate": "idstud"}


def test_an_interviewer_is_not_guessed_from_what_tells_of_the_candidate_or_the_level(taken):
    reading = taken(
        "id,mood,item,kind,resp,said",
        lambda who, by, at: f"{who},{who[1:]}1,{by},{by[0]},"
        f"{['no', 'perhaps', 'yes'][at % 3]},{'nny'[at % 3]}",
    )  # fmt: skip
    assert reading.columns.facets == {"candidate": "id", "question": "item"}
    assert reading.scale.names == ("no", "perhaps", "yes")


def test_where_only_items_were_rated_they_stand_in_the_place_of_candidates(taken):
    reading = taken("item,rater,rating", lambda who, by, at: f"{who},{by},{at}")
    assert reading.columns.facets == {"candidate": "item", "interviewer": "rater"}


def test_a_group_is_not_taken_for_everybody_in_it(taken):
    reading = taken(
        "area,help1,help2,help3", lambda who, by, at: f"{'north' if at % 2 else 'south'},{at},1,2"
    )
    assert (dict(reading.columns.facets), reading.ratings.counts["candidate"]) == ({}, 24)


def test_columns_that_could_be_anything_are_asked_for(taken):
    def soup(who, by, at):
        return f"{who},{by},{at + 1},{9 - at},{['Yes', 'No'][at % 2]}"

    titles = "RESP,PROD,SURENESS,EASY,COLD"
    with pytest.raises(CannotRead, match=r"not clear: SURENESS, EASY could\. Say which: --level S"):
        taken(titles, soup)
    asked = taken(titles, soup, asked=Asked(levels=("SURENESS",)))
    assert asked.columns.facets == {"candidate": "PROD", "interviewer": "RESP"}
    with pytest.raises(CannotRead, match="No title says which column is what"):
        taken("drug,a,b,dose", lambda who, by, at: f"{['Yes', 'No'][at % 2]},{who},{by},{at * 9}")


def test_kinds_without_an_order_are_refused_by_their_words(taken):
    with pytest.raises(CannotRead) as caught:
        taken("RaterA,RaterB", lambda who, by, at: f"{'abca'[at]},{'bcab'[at]}")
    assert str(caught.value).startswith("Columns 'RaterA' and 'RaterB' hold words whose order is")
    assert str(caught.value).endswith("Kinds that have no order cannot be calibrated.")


def test_a_table_of_counts_is_named(taken):
    reading = taken("right,left,Freq", lambda who, by, at: f"{at + 1},{4 - at},{at + 60}")
    assert "Column 'Freq' may say how often each row was seen" in reading.notices[0]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("A+ B C- F", ("f", "c-", "b", "a+")),
        ("4/5 1/5 2/5 4/5", ("1/5", "2/5", "3", "4/5")),
        ("★★★ ★ ★ ★★", ("★", "★★", "★★★")),
        ("1 1.5 3 2.5", ("1", "1.5", "2", "2.5", "3")),
        ("3 10 9 4", tuple(map(str, range(3, 11)))),
        ("+2 −1 0 -3", ("-3", "-2", "-1", "0", "1", "2")),
        ("no yes yes no", ("no", "yes")),
        ("Accept Weak_Reject Borderline Reject",
         ("strong reject", "reject", "weak reject", "borderline", "weak accept", "accept",
          "strong accept")),
    ],
)  # fmt: skip
def test_levels_are_read_however_people_write_them(taken, words, names):
    given = [word.replace("_", " ") for word in words.split()]
    reading = taken("candidate,interviewer,level", lambda who, by, at: f"{who},{by},{given[at]}")
    assert reading.scale.names == names
    assert reading.ratings.left_out == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("a b c d", "words whose order is not known here"),  # kinds, or grades: nobody knows
        ("12-Mar 4-Apr 1-Mar 2-May", "words whose order is not known here"),
        ("1st 2nd 3rd 1st", "words whose order is not known here"),
        ("1.0 1.3 1.7 2.0", "If these are levels, say which: --scale 1,1.3,1.7,2."),
        ("20% 40% 90% 20%", "numbers from 20 to 90"),
        ("18 27 20 22", "which look like measurements"),
    ],
)
def test_what_only_looks_like_levels_is_asked_for(taken, words, sentence):
    given = words.split()
    with pytest.raises(CannotRead, match=sentence.replace(".", r"\.")):
        taken("candidate,interviewer,level", lambda who, by, at: f"{who},{by},{given[at]}")


def test_no_decision_is_no_level(taken):
    words = ("Definitely Not", "No Decision", "Mixed", "Strong Yes")
    reading = taken("Candidate,Interviewer,Rating", lambda who, by, at: f"{who},{by},{words[at]}")
    assert reading.scale.names == ("definitely not", "no", "mixed", "yes", "strong yes")
    assert reading.ratings.left_out > 0
