"""The words people use for what happened to an application, in the languages they use.

A line is `stages: phrase, phrase`. Stages are those of `Stage`; `waiting` says that nothing new
happened, `nothing` that the cell is as good as empty. Phrases are compared by `plain`.
"""

from functools import lru_cache

from afterword.cycle.reading.vocabulary.lists import listed

WAITING = "waiting"  # applied, and nothing since
NOTHING = "nothing"  # says no more than an empty cell
CLOSED = "closed"  # the position went away: nobody was chosen, or nobody knows
SHELVED = "shelved"  # put away by its owner, who does not say why

# Words that say something alone, and among others hardly anything.
_WEAK_WORDS = """
failed fail failure lost cut open opened read seen active current new test tests tested case call
called met screen list project coding games exam survey quiz trial tour removed filled over done
sent received complete completed started passed pass hold wait final last technical presentation
contact contacted response reply target lead leads apply found research joined dead live medical
background references loop panel exercise virtual video phone hr intro introduction interest
conversation red ret took won closed expired offline delayed submit draft identified review
reviewed application 1st 2nd 3rd 4th
"""
WEAK = frozenset(_WEAK_WORDS.split())

EMOJI = {
    "rejected": "❌✖✗✘🚫👎⛔😢😭🙅💔🔴😞😔☹",
    "silence": "👻🦗💀⚰🕸🔇",
    "offer": "🎉🎊🥳💰🏆🍾",
    "challenge": "📝💻🧩🧪",
    "phone": "📞☎📱🎤🎙🎥📹🗓📅",
    "onsite": "🏢✈",
    "accepted": "🤝✍",
    "waiting": "⏳⌛🕒🤞👀⏰🤷🟡",
    "applied": "📨📧📩✉📤📬✅☑✔",
    "noted": "⭐📌🔖💡",
}


@lru_cache(maxsize=1)
def phrases() -> dict[str, tuple[str, ...]]:
    """Every phrase and the stages it stands for."""
    found: dict[str, tuple[str, ...]] = {}
    for stages, phrase in listed("statuses.txt"):
        found.setdefault(phrase, tuple(stages.split()))
    return found
