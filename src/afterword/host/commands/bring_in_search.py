"""`afterword import`, where it is given a search.json, or everything that was taken along: bringing
the search back, however large it is."""

import json
import re
import sys
from argparse import Namespace
from pathlib import Path

from afterword.cycle.document import Document
from afterword.host.commands.folder import open_folder
from afterword.host.errors import CannotGoOn
from afterword.kit.documents import NotThatDocument, read_document

_HEAD = re.compile(rb'\s*\{\s*"format"\s*:\s*"afterword-(search|everything-1)"')


def is_search(names: list[str]) -> bool:
    """Whether this is a search that was taken along, by its first letters."""
    if len(names) != 1:
        return False
    try:
        with Path(names[0]).open("rb") as file:
            return _HEAD.match(file.read(200)) is not None
    except OSError:
        return False


def run(options: Namespace) -> None:
    """Say what is in it, and bring it back into somebody's search, whole or not at all."""
    try:
        document = read_document(Document, Path(options.files[0]).read_bytes(), part="search")
    except NotThatDocument as wrong:
        raise CannotGoOn(str(wrong)) from wrong
    _say(document, options)
    if not options.dry_run:
        said = _restore(document, options.email)
        print(said, file=sys.stderr if options.json else sys.stdout)


def _say(document: Document, options: Namespace) -> None:
    counts = {
        "searches": len(document.cycles),
        "applications": sum(len(one.applications) for one in document.cycles),
        "papers": len(document.papers),
    }
    if options.json:
        json.dump({"file": Path(options.files[0]).name, **counts}, sys.stdout, ensure_ascii=False)
        print()
        return
    print("A search that was taken along.")
    for name, count in counts.items():
        print(f"  {count:>6,}  {name}")


def _restore(document: Document, email: str | None) -> str:
    open_folder()
    from afterword.host.bringing_in import restore_for  # has rows, so only now

    return restore_for(document, email=email)
