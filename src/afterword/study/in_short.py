"""What a reader with half a minute should know: the findings in a few sentences."""

from collections.abc import Iterator

import numpy as np

from afterword.numerics.dependability import Dependability
from afterword.numerics.ratings import Facet
from afterword.study.findings import Findings
from afterword.study.words import percent, plural

FEWEST = 2  # of somebody or something, before they are told from each other


def in_short(findings: Findings) -> list[str]:
    """At most four sentences, none of them about anybody by name."""
    return [
        *_candidates(findings),
        *_needed(findings),
        *_judged(findings),
        *_agreed(findings),
    ]


def _candidates(findings: Findings) -> Iterator[str]:
    share = findings.shares.get("candidate")
    if share is not None:
        sure = f" ({percent(share)})" if findings.bounded else ""
        yield f"{share.estimate:.0%}{sure} of the spread in ratings is who was rated."


def _needed(findings: Findings) -> Iterator[str]:
    known = findings.dependability
    if known is not None:
        yield needed_sentence(known, bounded=findings.bounded)


def needed_sentence(known: Dependability, *, bounded: bool) -> str:
    """How many interviews bring an estimate to the goal; where that is known, how many may."""
    goal = f"dependable ({known.goal:g} of 1)"
    fewest, most = known.reached
    if known.needed is None:
        best = f" (at best {fewest} may)" if bounded and fewest else ""
        return (
            f"Not even {known.most} interviews each would make estimates of candidates {goal}"
            f"{best}: as far as these ratings tell, they differ too little."
        )
    span = f"{fewest} to {most or f'more than {known.most}'} fits"
    sure = f" ({'no other number fits' if fewest == most else span})" if bounded else ""
    many = plural(known.needed, "interview")
    return f"It takes about {many} each{sure} to make an estimate of a candidate {goal}."


def _judged(findings: Findings) -> Iterator[str]:
    facets: tuple[Facet, ...] = ("interviewer", "question")
    told = [
        (sum(one.low > 0 or one.high < 0 for one in table), plural(len(table), facet))
        for facet in facets
        if (table := findings.table(facet)) is not None and len(table) >= FEWEST
    ]
    if told:
        words = " and ".join(
            f"{f'{apart:,}' if apart else 'none'} of {all_}" for apart, all_ in told
        )
        yield f"{words[0].upper()}{words[1:]} can be told from the average."


def _agreed(findings: Findings) -> Iterator[str]:
    found = sorted(findings.agreement.values(), key=lambda one: one.estimate)
    if not found:
        return
    low, high = found[0], found[-1]
    if len(found) > 1:
        told = f"{low.estimate:z.2f} to {high.estimate:z.2f} by dimension"
    else:
        told = f"{low.estimate:z.2f}"
        told += f" ({low.low:z.2f} to {low.high:z.2f})" if np.isfinite(low.low) else ""
    yield f"Interviewers who rated the same agree by {told}; 1 is the same, 0 chance."
