"""Bytes as text, in whatever encoding a file was saved."""

from afterword.cycle.reading.errors import NotATable


def decoded(body: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file in whatever encoding it was saved; remarks on what had to be guessed."""
    for mark, encoding in (
        (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"),
    ):  # fmt: skip
        if body.startswith(mark):
            return _plain_text(body.decode(encoding, errors="replace"), ())
    if (wide := _unmarked_utf16(body)) is not None:
        return _plain_text(body.decode(wide, errors="replace"), ("read as UTF-16",))
    try:
        return _plain_text(body.decode("utf-8"), ())
    except UnicodeDecodeError as wrong:
        return _plain_text(*_older(body, wrong))


def _unmarked_utf16(body: bytes) -> str | None:
    """Every second byte empty: UTF-16 that lost its mark."""
    head = body[:4000]
    if head.count(0) * 10 < len(head) * 3:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _older(body: bytes, wrong: UnicodeDecodeError) -> tuple[str, tuple[str, ...]]:
    """Not UTF-8: a few broken bytes in it, or an encoding from before it."""
    text = body.decode("utf-8", errors="replace")
    high = sum(byte > 127 for byte in body)
    if text.count("\ufffd") * 20 < high:
        return text, (f"a few characters are damaged, the first at byte {wrong.start}",)
    try:
        return body.decode("cp1252"), ("read as Windows-1252",)
    except UnicodeDecodeError:
        return body.decode("latin-1"), ("read as Latin-1",)


def _plain_text(text: str, remarks: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    nuls = text.count("\x00")
    if nuls:
        remarks = (*remarks, f"{nuls} empty (NUL) characters were left out")
        text = text.replace("\x00", "")
    controls = sum(one < " " and one not in "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f" for one in text[:4000])
    if controls * 20 > len(text[:4000]):
        raise NotATable("This is neither a table nor a text.")
    return text.replace("\r\n", "\n").replace("\r", "\n"), remarks
