"""Charts for the page that shows the face, one of each kind, of a search that nobody had."""

from afterword.kit.charts import Chart, Sankey, Shape, Tone, axis


def example_charts() -> list[Chart]:
    """One chart of each kind."""
    return [_streams(), _curves(), _shares(), _days(), _bars(), _levels(), _strips()]


def _streams() -> Chart:
    steps = [
        ("applied", "heard", 19), ("applied", "rejected", 31), ("applied", "open", 24),
        ("heard", "phone", 11), ("heard", "rejected", 6), ("heard", "open", 2),
        ("phone", "onsite", 4), ("phone", "rejected", 7),
        ("onsite", "offer", 1), ("onsite", "rejected", 3), ("offer", "accepted", 1),
    ]  # fmt: skip
    words = {
        "applied": "applied", "heard": "recruiter", "phone": "phone screen", "onsite": "on-site",
        "offer": "offer", "accepted": "accepted", "rejected": "rejected", "open": "still open",
    }  # fmt: skip
    tones: dict[str, Tone] = {
        "accepted": "good",
        "offer": "good",
        "rejected": "ended",
        "open": "open",
    }
    spec: Sankey = {
        "kind": "sankey",
        "nodes": [
            {"id": one, "label": label, "tone": tones.get(one, "stage")}
            for one, label in words.items()
        ],
        "links": [{"source": s, "target": t, "value": v} for s, t, v in steps],
    }
    return Chart(
        "example-streams",
        "Of 74 applications, 19 were answered with interest and one came to an offer.",
        ("from", "to", "applications"),
        [(words[source], words[target], value) for source, target, value in steps],
        spec,
    )


def _curves() -> Chart:
    days = [0.0, 5, 12, 20, 33, 47, 60, 90]
    interest = [0.0, 0.05, 0.09, 0.12, 0.15, 0.17, 0.18, 0.18]
    rejection = [0.0, 0.08, 0.16, 0.24, 0.33, 0.38, 0.42, 0.44]
    return Chart(
        "example-curves",
        "By day 60, 18 of 100 have been answered with interest and 42 with a rejection.",
        ("day", "interest", "rejection"),
        [
            (f"{d:.0f}", f"{i:.0%}", f"{r:.0%}")
            for d, i, r in zip(days, interest, rejection, strict=True)
        ],
        {
            "kind": "bands",
            "x": axis("days since applying", measure="days", end=90),
            "y": axis("share", measure="percent", end=0.6),
            "steps": True,
            "series": [
                {"name": name, "x": days, "y": y, "low": [v * 0.7 for v in y],
                 "high": [v * 1.25 for v in y]}
                for name, y in (("interest", interest), ("rejection", rejection))
            ],
            "counts": {
                "label": "still silent that day",
                "at": [{"x": day, "count": 74 - day // 2} for day in range(0, 100, 5)],
            },
        },
    )  # fmt: skip


def _shares() -> Chart:
    rows = [
        ("phone screen", "4 of 18", 0.22, 0.13, 0.35, 0.27),
        ("on-site", "2 of 4", 0.5, 0.25, 0.75, 0.41),
        ("offer", "0 of 2", 0.2, 0.03, 0.46, 0.3),
    ]
    return Chart(
        "example-shares",
        "At every stage the others' share lies inside your interval.",
        ("stage", "yours", "between", "the others"),
        [(r[0], r[1], f"{r[3]:.0%} and {r[4]:.0%}", f"{r[5]:.0%}") for r in rows],
        {
            "kind": "intervals",
            "x": axis("share that went on", measure="percent", end=1),
            "rows": [
                {"label": r[0], "note": r[1], "value": r[2], "low": r[3], "high": r[4],
                 "beside": r[5]}
                for r in rows
            ],
            "names": {"value": "yours", "beside": "the others"},
        },
    )  # fmt: skip


def _days() -> Chart:
    return Chart(
        "example-days",
        "Two applications came to an interview; one of them is still open.",
        ("application", "what happened"),
        [("Quince & Son", "2 Feb to 20 March"), ("Marlow Rail", "18 Feb, still open")],
        {
            "kind": "timeline",
            "from": "2026-02-01",
            "to": "2026-04-10",
            "rows": [
                {"label": "Quince & Son", "open": False, "marks": [
                    {"on": "2026-02-02", "label": "applied", "shape": "begin"},
                    {"on": "2026-02-20", "label": "phone screen", "shape": "step"},
                    {"on": "2026-03-20", "label": "rejected", "shape": "end"}]},
                {"label": "Marlow Rail", "open": True, "marks": [
                    {"on": "2026-02-18", "label": "applied", "shape": "begin"},
                    {"on": "2026-03-30", "label": "offer", "shape": "good"}]},
            ],
        },
    )  # fmt: skip


def _bars() -> Chart:
    rows = [("candidate", 0.38), ("interviewer", 0.14), ("question", 0.09), ("that day", 0.39)]
    return Chart(
        "example-bars",
        "Of the spread in ratings, 38 % is the candidate.",
        ("where it comes from", "share"),
        [(label, f"{value:.0%}") for label, value in rows],
        {
            "kind": "bars",
            "x": axis("share of the spread", measure="percent", end=0.5),
            "rows": [{"label": a, "note": f"{b:.0%}", "value": b} for a, b in rows],
        },
    )


def _levels() -> Chart:
    seen: dict[str, list[tuple[int, Shape, str]]] = {
        "Problem solving": [(3, "begin", "mock"), (4, "begin", "mock"), (3, "good", "went on")],
        "Verification": [
            (1, "begin", "mock"), (2, "begin", "mock"), (2, "end", "ended there"),
            (3, "good", "went on"),
        ],
    }  # fmt: skip
    words = ("not yet", "mixed", "good", "excellent")
    return Chart(
        "example-levels",
        "Verification comes back: mixed or not yet in two mocks and in one company interview.",
        ("dimension", "as it was seen"),
        [
            (name, ", ".join(f"{it} {words[at - 1]}" for at, _, it in row))
            for name, row in seen.items()
        ],
        {
            "kind": "levels",
            "columns": list(words),
            "rows": [
                {"label": name, "marks": [
                    {"at": at, "shape": shape, "label": it} for at, shape, it in row]}
                for name, row in seen.items()
            ],
            "names": [
                {"shape": "begin", "label": "mock"}, {"shape": "good", "label": "went on"},
                {"shape": "end", "label": "ended there"},
            ],
        },
    )  # fmt: skip


def _strips() -> Chart:
    dots = [("you", -0.3, 0.5), ("", 0.6, 0.4), ("", 0.1, 0.6)]
    return Chart(
        "example-strips",
        "Three who rate, on the scale on which those who are rated differ; one of them is you.",
        ("who", "on the scale"),
        [(label or "somebody", f"{value:+.1f}") for label, value, _ in dots],
        {
            "kind": "strips",
            "x": axis("one scale for all", measure="number", start=-2, end=2),
            "rows": [
                {
                    "label": "Those who rate",
                    "ends": ["more lenient", "stricter"],
                    "dots": [
                        {"label": label, "value": value, "low": value - sd, "high": value + sd}
                        for label, value, sd in dots
                    ],
                }
            ],
            "spread": {"label": "Those who are rated, all together", "sd": 0.8},
        },
    )
