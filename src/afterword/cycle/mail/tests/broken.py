"""Mail as it can be broken, by accident or on purpose: a name, the bytes, the file's name."""

import base64
import gzip
import io
import random
import zipfile

GOOD = (
    b"From: Fernhill Labs <no-reply@greenhouse.io>\nTo: ben@example.org\n"
    b"Subject: Your application for Backend Engineer\nMessage-ID: <1@x.example>\n"
    b"Date: Tue, 3 Nov 2026 09:00:00 +0000\n\n"
    b"We have received your application for Backend Engineer.\n"
)
BORDER = b"From x@mail.example Tue Nov  3 09:00:00 2026\n"
HEAD = GOOD.partition(b"\n\n")[0] + b"\n"


def kinds() -> dict[str, bytes]:
    """Every kind by its name."""
    return {**_boxes(), **_heads(), **_bodies(), **_packed(), **_no_mail()}


def _boxes() -> dict[str, bytes]:
    return {
        "an mbox without From lines": GOOD * 3,
        "a From line without a day": b"From somebody\n" + GOOD + b"\nFrom somebody\n" + GOOD,
        "From lines without empty lines before": (BORDER + GOOD) * 3,
        "From in the middle of words": BORDER
        + GOOD
        + b"\nFrom now on: we write at 9:00\nNote: so.\n",
        "ends in the middle of a head": BORDER + GOOD + BORDER + b"From: a@b.exa",
        "nothing but From lines": BORDER * 2000,
        "line ends of Windows": (BORDER + GOOD).replace(b"\n", b"\r\n") * 2,
        "line ends of old Macs": GOOD.replace(b"\n", b"\r"),
        "one line of ten megabytes": BORDER + HEAD + b"\n" + b"a" * 10_000_000,
        "NULs everywhere": BORDER + GOOD.replace(b" ", b" \x00"),
        "an emlx with its length": str(len(GOOD)).encode() + b"\n" + GOOD,
        "a byte order mark first": b"\xef\xbb\xbf" + BORDER + GOOD,
        "a message three times": (BORDER + GOOD + b"\n") * 3,
    }


def _heads() -> dict[str, bytes]:
    return {
        "a head that never ends": b"From: a@b.example\n" + b"X-More: and more\n" * 400_000,
        "one field of five megabytes": b"Subject: " + b"application " * 400_000 + b"\n\nx",
        "a field folded a million times": b"Subject: a\n" + b" b\n" * 1_000_000 + b"\nx",
        "a hundred thousand references": HEAD + b"References: " + b"<a@b> " * 100_000 + b"\n\nx",
        "the year 20024": GOOD.replace(b"2026", b"20024"),
        "a day that is none": GOOD.replace(b"3 Nov", b"31 Feb"),
        "a zone that is none": GOOD.replace(b"+0000", b"+99999999999999"),
        "an encoded word in no charset": GOOD.replace(b"Your", b"=?x-none?q?Your?="),
        "an encoded word in a slow charset": GOOD.replace(
            b"Your", b"=?punycode?b?" + base64.b64encode(b"a-" * 500) + b"?="
        ),
        "an encoded word of half a pair": BORDER
        + GOOD.replace(b"Your", b"Your =?unicode-escape?q?=FF=5Cud800=5C0?=")
        + BORDER
        + GOOD.replace(b"<1@", b"<2@").replace(b"Fernhill", b"Osterly"),
        "a NUL in an encoded word": GOOD.replace(b"Your", b"Your =?utf-8?q?=00?="),
        "an encoded word cut short": GOOD.replace(b"Your", b"=?utf-8?b?WW91"),
        "ten thousand encoded words": GOOD.replace(b"Your", b"=?utf-8?q?a?= " * 10_000),
        "a sender of signs": GOOD.replace(
            b"Fernhill Labs <no-reply@greenhouse.io>", b"<<<>@@@>,;\"'"
        ),
        "no sender and no subject": b"To: ben@example.org\n\nhello\n",
        "names of fields with spaces": b"Sub ject : x\n: y\n\nhello\n",
    }


def _bodies() -> dict[str, bytes]:
    multipart = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(10_000)
    )
    inside = b"Content-Type: message/rfc822\n\n" * 10_000
    page = HEAD + b"Content-Type: text/html\n\n"
    return {
        "parts nested ten thousand deep": HEAD + nested + b"\nx\n",
        "messages nested ten thousand deep": HEAD + inside + b"x\n",
        "a hundred thousand parts": multipart + b"--b\n\nx\n" * 100_000,
        "parts that never end": multipart + b"--b\nContent-Type: text/plain\n\n" + GOOD,
        "an empty boundary": HEAD + b'Content-Type: multipart/mixed; boundary=""\n\n----\nx',
        "base64 cut short": HEAD
        + b"Content-Transfer-Encoding: base64\n\nV2UgaGF2ZSByZWNlaXZlZCB5b",
        "base64 that is none": HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"=%%%=" * 9000,
        "quoted-printable that is none": HEAD
        + b"Content-Transfer-Encoding: quoted-printable\n\n=ZZ=\n=" * 900,
        "an attachment of thirty megabytes": multipart
        + b"--b\n\nx\n--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n"
        + b"QUJDREVG" * 4_000_000,
        "a charset that is none": HEAD + b"Content-Type: text/plain; charset=klingon\n\n\xff\xfe x",
        "a charset that is not its own": HEAD
        + b"Content-Type: text/plain; charset=utf-16\n\nabc\xe4",
        "a page of opening brackets": page + b"<" * 190_000,
        "a page of comments that do not end": page + b"<!--" * 45_000,
        "a page of styles that do not end": page + b"<style>" * 27_000,
        "a page of entities": page + b"&#99999999999;&am" * 9000,
        "dashes without end": HEAD + b"\n" + b"-" * 190_000,
        "on and on, and nobody wrote": HEAD + b"\n" + b"on " * 60_000,
        "a quotation of quotations": HEAD + b"\n" + b"> " * 90_000 + b"\n",
        "capitals without end": GOOD + b"A" * 190_000,
        "capitals and spaces": GOOD + b"Aa " * 63_000,
        "a company of dots": GOOD + b"interview at A" + b".a" * 60_000,
        "spaces without end": HEAD + b"\n" + b"\n \n\t" * 45_000,
        "wide spaces without end": (BORDER + HEAD + b"\na" + "\u3000".encode() * 39_000 + b"x\n\n")
        * 6,
        "the same wording over and over": HEAD + b"\n" + b"unfortunately not position " * 7000,
    }


def _packed() -> dict[str, bytes]:
    whole = gzip.compress((BORDER + GOOD) * 500, mtime=0)
    return {
        "a .gz cut short": whole[:-30],
        "a .gz damaged in its middle": whole[: len(whole) // 2] + b"\x00" * 40,
        "a .gz of nothing": gzip.compress(b"", mtime=0),
        "a .gz of a bomb": gzip.compress(BORDER + HEAD + b"\n" + b"\x00" * 50_000_000, mtime=0),
        "a tar": b"\x00" * 257 + b"ustar" + b"\x00" * 300,
        "a zip with names that lead out": _zip({"../../etc/x.eml": GOOD, "/etc/y.eml": GOOD}),
        "a zip of a bomb": _zip({"a.eml": GOOD, "b.eml": HEAD + b"\n" + b"a" * 80_000_000}),
        "a zip in a zip": _zip({"a.zip": _zip({"b.eml": GOOD}), "c.eml": GOOD}),
        "a zip of pictures": _zip({"a.png": b"\x89PNG....", "b.jpg": b"\xff\xd8\xff"}),
        "an empty zip": _zip({}),
        "a zip cut short": _zip({"a.eml": GOOD})[:-40],
        "a zip whose inside is damaged": _damaged(),
    }  # fmt: skip


def _no_mail() -> dict[str, bytes]:
    return {
        "nothing": b"",
        "nothing but spaces": b" \n\t" * 5000,
        "noise": random.Random(1).randbytes(300_000),
        "noise with From lines": random.Random(2).randbytes(90_000) + b"\n" + BORDER + GOOD,
        "a PDF": b"%PDF-1.7\n...",
        "an Outlook file": b"!BDN....",
        "a spreadsheet": b"Company,Role\nAcme,Baker\n",
    }


def _zip(inside: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in inside.items():
            archive.writestr(name, body)
    return out.getvalue()


def _damaged() -> bytes:
    whole = bytearray(_zip({"a.eml": GOOD * 50, "b.eml": GOOD}))
    whole[60:80] = b"\xff" * 20
    return bytes(whole)
