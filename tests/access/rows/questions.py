"""The bank, its questions and the rubrics."""

from tests.access.matrix import Row
from tests.access.world import NOBODY, ORGANIZERS, PRESENT, SIGNED_IN, World

# The world's organizer and interviewer have read the program's own question, nobody else.
READERS = frozenset({"organizer", "interviewer"})
TOLD = {"question.part": READERS, "question.guide": READERS, "QuestionVersion.source": READERS}

HOST = frozenset({"host"})

# Whoever practises alone is shown the parts and hints, and in the end the reference.
ALONE = frozenset({"candidate"})
SHOWN = {"question.part": ALONE, "question.guide": ALONE}


def rows(world: World) -> list[Row]:
    shared, own = world.rows["question"].pk, world.rows["own_question"].pk
    program, kind = world.program.pk, "coding"
    working, ended = (world.rows[f"practice:{name}"].pk for name in ("working", "ended"))
    retold = {name: world.rows[f"retelling:{name}"].pk for name in (
        "offered", "drafted", "here",
    )}  # fmt: skip
    here, rubric = {"program": program}, {"program": program, "kind": kind}
    return [
        Row("questions:bank", get=SIGNED_IN),
        Row("questions:question", {"pk": shared}, of="shared", get=SIGNED_IN),
        Row("questions:question", {"pk": own}, of="own", get=PRESENT, shows=TOLD),
        Row("questions:read", {"pk": own}, of="own", post=PRESENT),
        Row("questions:unread", {"pk": own}, of="own", post=PRESENT),
        Row("questions:source", {"pk": own}, of="own", get=READERS, shows=TOLD),
        Row("questions:retire", {"pk": own}, of="own", post=ORGANIZERS),
        Row("questions:retire", {"pk": shared}, of="shared", post=NOBODY),
        Row("questions:practise", {"pk": own}, of="own", post=PRESENT),
        Row("questions:practices", get=SIGNED_IN),
        *(
            Row("questions:practice", {"pk": one}, of="alone", get=ALONE, post=ALONE, shows=SHOWN)
            for one in (working, ended)
        ),
        Row("questions:practice-save", {"pk": working}, post=ALONE),
        Row("questions:practice-take-back", {"pk": working}, post=ALONE),
        Row("questions:practice-bring-back", {"pk": working}, post=ALONE),
        Row("questions:bring-in", here, get=ORGANIZERS, post=ORGANIZERS),
        Row(
            "questions:bring-in",
            here,
            of="a draft",
            get=ORGANIZERS,
            post=ORGANIZERS,
            query=f"?retelling={retold['drafted']}",
        ),
        Row("questions:retellings", here, get=ORGANIZERS),
        Row("questions:retellings-here", get=HOST),
        Row(
            "questions:retelling-answer",
            {"pk": retold["offered"]},
            of="a program's",
            post=ORGANIZERS,
        ),
        Row("questions:retelling-answer", {"pk": retold["here"]}, of="the host's", post=HOST),
        Row("questions:retelling-draft", {"pk": retold["drafted"]}, get=ORGANIZERS),
        Row("questions:export", here, get=ORGANIZERS, shows=TOLD),
        Row("questions:rubric", rubric, get=PRESENT, post=ORGANIZERS),
        Row("questions:default-rubric", rubric, post=ORGANIZERS),
        Row("api:bank", api=True, get=SIGNED_IN),
        Row("api:question", {"pk": own}, of="own", api=True, get=READERS, shows=TOLD),
    ]
