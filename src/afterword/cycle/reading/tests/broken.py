"""Broken files, made by code: what editors, programs, networks and jokers do to a spreadsheet."""
# ruff: noqa: E501  rows of these files are as long as they are

import io
import json
import random
import zipfile

GOOD = "Company,Role,Applied,Status\nAcme,Dev,2024-01-02,Rejected\nBirch,Dev,2024-01-03,Offer\n"
WIDE = 1_000_000


def workbook(rows: list[list[object]], **sheets: list[list[object]]) -> bytes:
    """An XLSX with these rows, and with sheets of other names; without rows those alone."""
    # Imported here: only these tests write workbooks.
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name, more in sheets.items():
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(row)
    if sheets and not rows:
        book.remove(book.active)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def repacked(body: bytes, *, part: str, content: bytes | None) -> bytes:
    """The same archive with one part replaced or left out."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(body)) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.infolist():
            if one.filename != part:
                new.writestr(one.filename, old.read(one))
            elif content is not None:
                new.writestr(part, content)
    return kept.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def _sheet_xml(inside: str) -> bytes:
    head = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return f"{head}{inside}</sheetData></worksheet>".encode()


def corpus() -> dict[str, bytes]:
    """Every kind, by name. Each must give an error in a sentence, or rows; quickly."""
    good = workbook([one.split(",") for one in GOOD.splitlines()])
    chance = random.Random(7)
    return {**_texts(chance), **_sizes(), **_dates(), **_shapes(), **_books(good), **_json()}


def _texts(chance: random.Random) -> dict[str, bytes]:
    return {
        "empty": b"",
        "one byte": b"x",
        "only a byte order mark": b"\xef\xbb\xbf",
        "only line ends": b"\r\n" * 1000,
        "only NULs": b"\x00" * 5000,
        "only commas": b",,,,,\n" * 100,
        "NULs inside": GOOD.replace("e", "e\x00").encode(),
        "utf-8 with a byte order mark": GOOD.encode("utf-8-sig"),
        "utf-16": GOOD.encode("utf-16"),
        "utf-16 without its mark": GOOD.encode("utf-16-le"),
        "utf-16 big-endian": b"\xfe\xff" + GOOD.encode("utf-16-be"),
        "utf-16 cut in the middle of a letter": GOOD.encode("utf-16")[:-1],
        "utf-32": GOOD.encode("utf-32"),
        "cp1252": "Company,Status\nCafé “Zoë”,Rejected\n".encode("cp1252"),
        "latin-1": "Société,Statut\nÉté,Refusé\n".encode("latin-1"),
        "cp1251": "Компания,Статус\nЯндекс,отказ\n".encode("cp1251"),
        "shift-jis": "会社名,結果\n東京,不採用\n".encode("shift-jis"),
        "two encodings in one file": "Company,Status\nCafé,Rejected\n".encode() + "Zoë,Offer\n".encode("latin-1"),
        "broken utf-8": GOOD.encode() + b"\xff\xfe\xfa,Dev,,\n",
        "old Mac line ends": GOOD.replace("\n", "\r").encode(),
        "mixed line ends": GOOD.replace("\n", "\r\n", 1).encode(),
        "no line end at the end": GOOD.rstrip().encode(),
        "control characters": GOOD.replace("Acme", "A\x07c\x1bm\x08e").encode(),
        "marks that turn the text round": GOOD.replace("Acme", "\u202eAcme\u202c").encode(),
        "zero-width spaces": GOOD.replace("Company", "\u200bCom\u200dpany\ufeff").encode(),
        "random bytes": bytes(chance.randrange(256) for _ in range(20_000)),
        "random letters": "".join(chance.choice('a,"\n; \t1') for _ in range(20_000)).encode(),
        "a quotation mark never closed": b'Company,Status\n"Acme,Rejected\n' + b"Birch,Offer\n" * 5000,
        "quotes in the middle": b'Company,Status\nAc"me,"Rej"ected\nBirch,Offer\n',
        "quoted line breaks": b'Company,Notes\n"Acme","one\ntwo\nthree"\nBirch,"\n\n"\n',
        "nothing but quotes": b'"' * 10_000,
        "formula cells": b"Company,Status\n=cmd|' /C calc'!A0,Rejected\n@SUM(1+1)*cmd|' /C calc'!A0,+1\n",
        "hyperlinks that lead nowhere": b'Company,Link\nAcme,"=HYPERLINK("""",""x"")"\n[a](,b)\n',
        "script in cells": b"Company,Status\n<script>alert(1)</script>,<img src=x onerror=alert(1)>\n",
        "a mail": b"From: a@example.org\nSubject: hello\n\nWe are sorry to tell you\n",
        "a poem": "Ich weiß nicht, was soll es bedeuten,\ndass ich so traurig bin\n".encode(),
        "a program": b"\x7fELF" + b"\x00" * 100,
        "a PDF": b"%PDF-1.7\n" + b"x" * 100,
        "a picture": b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
        "a gzip": b"\x1f\x8b\x08\x00" + b"\x00" * 50,
        "an SQLite file": b"SQLite format 3\x00" + b"\x00" * 100,
        "rich text": b"{\\rtf1 hello}",
    }  # fmt: skip


def _sizes() -> dict[str, bytes]:
    return {
        "a million columns": b"Company" + b",x" * WIDE + b"\nAcme\n",
        "a million empty columns": b"," * WIDE + b"\n",
        "a head without end": b"Company" * WIDE,
        "one cell of five megabytes": b"Company,Notes\nAcme," + b"y" * 5_000_000 + b"\n",
        "a hundred thousand rows": b"Company,Status\n" + b"Acme,Rejected\n" * 100_000,
        "ragged rows": "\n".join("Acme" + ",x" * (n % 300) for n in range(3000)).encode(),
        "ten thousand different statuses": b"Company,Status\n"
        + b"".join(b"Acme,we talked about %d things and nothing was clear\n" % n for n in range(10_000)),
        "ten thousand misspelt statuses": b"Company,Status\n"
        + b"".join(b"Acme,rejectx%d intervieww%d\n" % (n, n) for n in range(10_000)),
        "repeated letters": b"Company,Status\nAcme,r" + b"e" * 200_000 + b"jected\n",
        "a status of many words": b"Company,Status\nAcme," + b"rejected offer " * 20_000 + b"\n",
        "more than ten megabytes": b"Company\n" + b"Acme\n" * 2_200_000,
        "four hundred columns that all say status": b"status," * 399 + b"status\n" + b"rejected," * 399 + b"x\n",
    }  # fmt: skip


def _dates() -> dict[str, bytes]:
    days = (
        "31/02/2024", "0/0/0000", "99/99/9999", "1/1/20024", "2024-13-45", "8/82019", "8-Jul",
        "29-Feb", "45292", "99999999", "-1", "1e309", "NaN", "1700000000000000", "12/12/12/12",
        "1/2/3/4/5/6/7", "tomorrow", "٢٠٢٤-٠١-٠٢", "２０２４－０１－０２", "2024-01-02T25:61:61Z",
        "1/5/2024, 1/6/2024; 1/7", "Jul", "July 2024", "#REF!", "#VALUE!", "=TODAY()",
    )  # fmt: skip
    return {
        "days that are none": ("Company,Applied\n" + "".join(f'Acme,"{one}"\n' for one in days)).encode(),
        "a cell of ten thousand dates": b'Company,Applied\nAcme,"' + b"1/2/2024, " * 10_000 + b'"\n',
        "digits without end": b"Company,Applied\nAcme," + b"1" * 100_000 + b"\n",
        "slashes without end": b"Company,Applied\nAcme," + b"1/" * 50_000 + b"\n",
        "years that come and go": b"Company,Applied\n"
        + b"".join(b"Acme,%d-%s\n" % (n % 28 + 1, (b"Jan", b"Dec", b"Jul")[n % 3]) for n in range(3000)),
        "the year 20024": b"Company,Applied,Status\nAcme,1/5/20024,Rejected\n",
    }  # fmt: skip


def _shapes() -> dict[str, bytes]:
    return {
        "names of columns alone": b"Company,Role,Status\n",
        "the same name forty times": b"Company," * 40 + b"\n" + b"Acme," * 40 + b"\n",
        "names of columns in the middle": b"x\n\n\ny,z\nCompany,Status\nAcme,Rejected\n",
        "only totals": b"Total,12\nAverage,3\n",
        "a named separator that is none": b"sep=\n" + GOOD.encode(),
        "a separator of two letters": b"sep=ab\n" + GOOD.encode(),
        "tabs and commas and semicolons": b"Company\tRole;Status,x\nAcme\tDev;Rejected,y\n",
        "a Markdown table without a rule": b"| Company | Status |\n| Acme | Rejected |\n",
        "a page without a table": b"<!doctype html><html><body>hello</body></html>",
        "tables in tables": b"<table><tr><td>" * 2000 + b"Company" + b"</td></tr></table>" * 2000,
        "a row of a page without an end": b"<html><table><tr><th>Company<tr><td>Acme<tr>",
        "histories that are no JSON": b"Name,Stage History\nAcme,\"[{'stage': __import__('os')}]\"\nB,\"[{\"\n",
        "histories nested deeply": b'Name,Stage History\nAcme,"' + b"[" * 20_000 + b'"\n',
    }  # fmt: skip


def _books(good: bytes) -> dict[str, bytes]:
    bomb = b"0" * 300_000_000
    cells = "".join(f'<c r="{_letters(n)}1"><v>1</v></c>' for n in range(16_384))
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'
    billion = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 9))
    laughs = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x0 "ha">{billion}]><worksheet><sheetData><row><c t="str"><v>&x8;</v></c></row></sheetData></worksheet>'
    return {
        "a workbook cut in half": good[: len(good) // 2],
        "a workbook with its end missing": good[:-30],
        "a workbook of one letter flipped": good[:200] + bytes([good[200] ^ 255]) + good[201:],
        "a workbook without its sheet": repacked(good, part=SHEET, content=None),
        "a workbook without its index": repacked(good, part="xl/workbook.xml", content=None),
        "a workbook whose sheet is no XML": repacked(good, part=SHEET, content=b"hello"),
        "a workbook whose sheet ends early": repacked(good, part=SHEET, content=_sheet_xml("<row")),
        "a workbook with a bomb": repacked(good, part=SHEET, content=bomb),
        "a workbook with a billion laughs": repacked(good, part=SHEET, content=laughs.encode()),
        "a workbook of sixteen thousand columns": repacked(good, part=SHEET, content=_sheet_xml(f'<row r="1">{cells}</row>')),
        "a workbook whose last cell is far away": repacked(good, part=SHEET, content=_sheet_xml(far)),
        "a workbook of errors": workbook([["Company", "Applied"], ["=1/0", "#N/A"], ["Acme", 1e300]]),
        "a workbook with an empty sheet": workbook([]),
        "a workbook with a sheet of numbers": workbook([["Company"], ["Acme"]], sums=[[1, 2], [3, 4]]),
        "an archive that is no workbook": _archive({"hello.txt": b"hello"}),
        "an archive of six thousand files": _archive({f"{n}.xml": b"" for n in range(6000)}),
        "an old workbook that is none": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000,
    }  # fmt: skip


def _letters(place: int) -> str:
    name, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def _archive(files: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in files.items():
            new.writestr(name, content)
    return kept.getvalue()


def _json() -> dict[str, bytes]:
    return {
        "JSON cut off": b'[{"company": "Acme", "status": "rej',
        "JSON nested deeply": b"[" * 100_000,
        "JSON of objects nested deeply": b'{"a":' * 100_000,
        "JSON of numbers": b"[1, 2, 3]",
        "JSON with other things in it": b'{"version": 1, "jobs": [{"company": "Acme", "status": {"x": [1]}}, 7, null]}',
        "JSON with a million keys": json.dumps([{f"k{n}": 1 for n in range(100_000)}]).encode(),
        "JSON lines": b'{"company": "Acme", "status": "rejected"}\n{"company": "Birch"}\n',
    }  # fmt: skip
