"""What is said of candidates: of all of them together, and of none by name."""

from afterword.study.findings import Findings
from afterword.study.words import bounds, plural

EITHER = 0.25  # a chance from here to as far from 1 is of either side


def growth_sentences(findings: Findings) -> list[str]:
    """By how much candidates move from one interview to the next, and of how many it is told."""
    growth = findings.growth
    if growth is None:
        return []
    mean, spread = growth.mean, growth.spread
    seen = [one for one in growth.each if one.rated > 1]
    rose, fell = sum(one.low > 0 for one in seen), sum(one.high < 0 for one in seen)
    return [
        f"From one interview to the next candidates move by {mean.estimate:+.2f} on average "
        f"({bounds(mean.low, mean.high)}), and differ in it by a σ of {spread.estimate:.2f} "
        f"({spread.low:.2f} to {spread.high:.2f}); a difference of 1 {findings.unit}.",
        f"Of {plural(len(seen), 'candidate')} with two interviews or more {rose:,} rose and "
        f"{fell:,} fell; of the other {len(seen) - rose - fell:,} these interviews say nothing "
        "yet.",
    ]


def odds_sentence(findings: Findings) -> str:
    """For how many another interviewer could land on either side of the line."""
    line = findings.odds
    if line is None:
        return ""
    either = sum(EITHER <= one.above <= 1 - EITHER for one in line.odds)
    unsure = sum(one.between[0] < 0.5 < one.between[1] for one in line.odds)
    return (
        f"At {line.name} another interviewer with another question could land on either side for "
        f"{either:,} of {plural(len(line.odds), 'candidate')} (a chance between 25 and 75 of 100); "
        f"for {unsure:,} their ratings do not say which side is likelier."
    )
