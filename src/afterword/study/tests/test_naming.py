"""What must be said beside numbers is said with the names of the file."""

from afterword.study.naming import named

NAMES = {"dimensions": ("coding", "communication"), "levels": ("not yet", "mixed", "good")}


def test_dimensions_and_levels_are_called_what_the_file_calls_them():
    said = "Level 3 is never used in dimensions 1, 2: it has no probability here."
    assert named(said, **NAMES) == (
        "Level good is never used in coding, communication: it has no probability here."
    )
    assert named("Every rating of dimension 2 is level 1: it tells nobody apart.", **NAMES) == (
        "Every rating of communication is level not yet: it tells nobody apart."
    )


def test_without_names_the_numbers_stay():
    assert named("Dimension 2 has no ratings. Level 1 is never used.") == (
        "Dimension 2 has no ratings. Level 1 is never used."
    )


def test_of_many_dimensions_the_first_are_named_and_the_others_counted():
    many = tuple(f"k{n}" for n in range(1, 12))
    said = f"Levels 1, 3 are never used in dimensions {', '.join(map(str, range(1, 12)))}: …"
    assert named(said, dimensions=many, levels=NAMES["levels"]) == (
        "Levels not yet, good are never used in k1, k2, k3, k4, k5, k6 and 5 more: …"
    )
