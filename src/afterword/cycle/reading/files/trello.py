"""A board of Trello as it exports itself: its cards as rows, and where each card has been."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeGuard

BEGINNINGS = frozenset({"createCard", "copyCard", "emailCard", "convertToCardFromCheckItem"})
A_SLIP = timedelta(hours=1)  # a card that is back by then was dragged to a wrong list


class Move(NamedTuple):
    """A card came into a list, from another or as a new card."""

    at: datetime
    came_from: str
    into: str


# Any, in all of this file: JSON.
def is_board(parsed: object) -> TypeGuard[dict[str, Any]]:
    """Whether it is a board, with cards that name their list."""
    if not isinstance(parsed, dict):
        return False
    cards, lists = parsed.get("cards"), parsed.get("lists")
    if not (isinstance(cards, list) and isinstance(lists, list) and cards):
        return False
    some = [*((one, "idList") for one in cards), *((one, "id") for one in lists)]
    return all(isinstance(one, dict) and isinstance(one.get(of), str) for one, of in some)


def cards_of(board: dict[str, Any]) -> list[dict[str, object]]:
    """Its cards under the names that Trello gives the same columns in CSV, and their moves."""
    lists = {one["id"]: str(one.get("name") or "") for one in board["lists"]}
    moves = _moves_of(board.get("actions"), lists)
    return [
        {
            "Card ID": card.get("id", ""),
            "Card Name": card.get("name") or "",
            "Card URL": card.get("url") or card.get("shortUrl") or "",
            "Card Description": card.get("desc", ""),
            "Labels": _labels(card.get("labels")),
            "Due Date": card.get("due") or "",
            "Last Activity Date": card.get("dateLastActivity") or "",
            "List Name": lists.get(card["idList"], ""),
            "List History": _history(moves.get(str(card.get("id")), [])),
            "Board Name": board.get("name", ""),
            "Archived": "true" if card.get("closed") else "false",
        }
        for card in board["cards"]
    ]


def _labels(labels: object) -> str:
    some = labels if isinstance(labels, list) else []
    return ", ".join(str(one["name"]) for one in some if isinstance(one, dict) and one.get("name"))


def _moves_of(actions: object, lists: dict[str, str]) -> dict[str, list[Move]]:
    """The moves of each card, the first one first; Trello writes the newest first."""
    found: defaultdict[str, list[Move]] = defaultdict(list)
    for action in actions if isinstance(actions, list) else ():
        for card, move in _moved(action, lists):
            found[card].append(move)
    return {card: _meant(sorted(moves)) for card, moves in found.items()}


def _moved(action: object, lists: dict[str, str]) -> Iterator[tuple[str, Move]]:
    told = action if isinstance(action, dict) else {}
    about = told.get("data")
    if not isinstance(about, dict) or not isinstance(about.get("card"), dict):
        return
    try:
        at = datetime.fromisoformat(str(told.get("date")))
    except ValueError:
        return
    begins = told.get("type") in BEGINNINGS
    into = _named(about.get("list" if begins else "listAfter"), lists)
    if into and at.tzinfo:
        yield str(about["card"].get("id")), Move(at, _named(about.get("listBefore"), lists), into)


def _named(one: object, lists: dict[str, str]) -> str:
    """How a list is called today, or was when it was still there."""
    if not isinstance(one, dict):
        return ""
    return lists.get(str(one.get("id"))) or str(one.get("name") or "")


def _meant(moves: list[Move]) -> list[Move]:
    """Without those that were taken back at once."""
    kept: list[Move] = []
    for move in moves:
        last = kept[-1] if kept else None
        if last and last.came_from == move.into and move.at - last.at < A_SLIP:
            kept.pop()
        else:
            kept.append(move)
    return kept


def _history(moves: list[Move]) -> str:
    """The lists with their days; where the first move came from has none that is known."""
    steps = [{"status": one.into, "date": f"{one.at:%Y-%m-%d}"} for one in moves]
    if moves and moves[0].came_from:
        steps.insert(0, {"status": moves[0].came_from, "date": ""})
    return json.dumps(steps, ensure_ascii=False) if steps else ""
