"""Formats that are known by their columns: where a file says what it is, nothing is guessed."""

from dataclasses import dataclass

from afterword.cycle.reading.plain_text import plain_name
from afterword.cycle.reading.vocabulary.column_names import KEEP, Meaning


@dataclass(frozen=True)
class Format:
    """A tool's export: the columns that give it away, and what they mean there."""

    name: str
    needs: frozenset[str]
    means: dict[str, Meaning]
    statuses: dict[str, tuple[str, ...]]
    together: str = "id"
    only_noted: bool = False  # what it lists was saved, and not applied to


def _format(
    name: str,
    means: dict[str, str],
    *,
    needs: str,
    statuses: dict[str, tuple[str, ...]] | None = None,
    together: str = "id",
    only_noted: bool = False,
) -> Format:
    pairs = {plain_name(label): _meaning(text) for label, text in means.items()}
    needed = frozenset(map(plain_name, needs.split(",")))
    return Format(name, needed, pairs, statuses or {}, together, only_noted)


def _meaning(text: str) -> Meaning:
    kind, _, of = (part.strip() for part in text.partition(":"))
    return Meaning(kind, of)


FORMATS = (
    _format(
        "LinkedIn, Job Applications",
        {
            "Application Date": "applied on",
            "Contact Email": "keep",  # the applicant's own
            "Contact Phone Number": "keep",
            "Company Name": "company",
            "Job Title": "role",
            "Job Url": "link",
            "Resume Name": "keep",
            "Question And Answers": "keep",
        },
        needs="Application Date,Company Name,Job Title,Job Url,Question And Answers",
    ),
    _format(
        "LinkedIn, Saved Jobs",
        {
            "Saved Date": "noted on",
            "Job Url": "link",
            "Job Title": "role",
            "Company Name": "company",
        },
        needs="Saved Date,Job Url,Job Title,Company Name",
        only_noted=True,
    ),
    _format(
        "JobSync",
        {
            "index": "number",
            "createdAt": "noted on",
            "applied": "applied",
            "appliedDate": "applied on",
            "Company": "company",
            "JobTitle": "role",
            "jobType": "keep",
            "workplaceType": "keep",
            "Location": "place",
            "JobSource": "source",
            "Status": "status",
        },
        needs="createdAt,applied,appliedDate,Company,JobTitle",
        statuses={
            "new": ("noted",),
            "draft": ("noted",),
            "expired": ("closed",),
            "archived": ("shelved",),
        },
    ),
    _format(
        "JustAJobApp",
        {
            "Date Received": "status on",
            "Sender Name": "company",
            "Sender Email": "contact email",
            "Subject": "keep",
            "Status Label": "status",
        },
        needs="Date Received,Sender Name,Subject,Status Label",
        together="company",
    ),
    _format(
        "Huntr",
        {
            "Title": "role",
            "Company": "company",
            "Created at": "noted on",
            "List": "status",
            "Source": "source",
        },
        needs="Title,Company,Created at,List",
    ),
    _format(
        "Trello",
        {
            "Card Name": "company and role",
            "Card URL": "link",
            "Card Description": "notes",
            "List Name": "status",
            "List History": "history",  # of a board's JSON
        },
        needs="Card ID,Card Name,List Name,Board Name",
    ),
    _format(
        "Simplify",
        {
            "Job Title": "role",
            "Company Name": "company",
            "Job URL": "link",
            "Applied Date": "applied on",
            "Status": "status",
            "Status Date": "status on",
            "Archived": "keep",
            "Date Archived": "keep",
            "Notes": "notes",
        },
        needs="Job Title,Company Name,Job URL,Applied Date,Status Date",
        statuses={"saved": ("noted",), "screen": ("phone",)},
    ),
    _format(
        "Teal",
        {
            "Job Position": "role",
            "Company": "company",
            "Max. Salary": "salary",
            "Location": "place",
            "Status": "status",
            "Date Saved": "noted on",
            "Deadline": "keep",
            "Date Applied": "applied on",
            "Follow up": "keep",
            "Excitement": "keep",
        },
        needs="Job Position,Company,Date Saved,Date Applied,Excitement",
        statuses={"bookmarked": ("noted",), "applying": ("noted",), "negotiating": ("offer",)},
    ),
)


def format_of(labels: list[str]) -> Format | None:
    """The format whose telling columns are all there."""
    there = {plain_name(label) for label in labels}
    return next((one for one in FORMATS if one.needs <= there), None)


def meanings_of(known: Format, labels: list[str]) -> list[Meaning]:
    """What each column means in that format; one that it does not have is kept."""
    return [known.means.get(plain_name(label), KEEP) for label in labels]
