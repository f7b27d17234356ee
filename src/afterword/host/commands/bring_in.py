"""`afterword import`: what a spreadsheet or mail says, and, unless told otherwise, keeping it."""

import json
import os
import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from afterword.cycle.reading.confining import NotRead, understood
from afterword.cycle.reading.report import in_json, in_words
from afterword.cycle.reading.result import Reading
from afterword.cycle.reading.totals import applications_of, totals_of
from afterword.host.commands import bring_in_mail, bring_in_search
from afterword.host.commands.folder import open_folder
from afterword.host.errors import CannotGoOn
from afterword.study.terminal import plain


def run(options: Namespace) -> None:
    """Understand the files, say so, and keep what was understood."""
    try:
        _run(options)
        sys.stdout.flush()
    except (CannotGoOn, NotRead) as sentence:
        sys.exit(f"afterword: {sentence}")
    except BrokenPipeError:  # whoever reads has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        unknown = "afterword: nobody read to the end. Look in your search whether it was kept."
        sys.exit(None if options.dry_run else unknown)


def _run(options: Namespace) -> None:
    if bring_in_mail.is_mail(options.files):
        bring_in_mail.run(options)
        return
    if bring_in_search.is_search(options.files):
        bring_in_search.run(options)
        return
    mapping = _mapping(options.mapping)
    files = [(Path(name).name, _bytes(name)) for name in options.files]
    reading = understood(files, mapping=mapping, today=datetime.now(UTC).date())
    _say(reading, options)
    if not options.dry_run:
        print(
            _keep(reading, mapping, options.email), file=sys.stderr if options.json else sys.stdout
        )


def _say(reading: Reading, options: Namespace) -> None:
    ones = applications_of(reading)
    totals = totals_of(reading, ones)
    if options.json:
        told = json.dumps(in_json(reading, ones, totals), ensure_ascii=False, indent=1)
    else:
        told = in_words(reading, ones, totals, all_rows=options.all)
    print(plain(told))


def _mapping(name: str | None) -> dict[str, Any]:  # Any: JSON
    if name is None:
        return {}
    try:
        parsed = json.loads(_bytes(name))
    except (ValueError, RecursionError) as wrong:
        raise CannotGoOn(f"the mapping is no JSON: {wrong}.") from wrong
    if not isinstance(parsed, dict):
        raise CannotGoOn("a mapping is an object: {…}.")
    return parsed


def _bytes(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as wrong:
        raise CannotGoOn(f"{name} cannot be read: {wrong.strerror}.") from wrong


def _keep(reading: Reading, mapping: dict[str, Any], email: str | None) -> str:  # Any: JSON
    open_folder()
    from afterword.host.bringing_in import bring_in_for  # has rows, so only now

    return bring_in_for(reading, mapping=mapping, email=email)
