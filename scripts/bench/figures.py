"""What was measured, and in words whether it is enough."""

from __future__ import annotations

import statistics
from dataclasses import asdict, dataclass
from typing import Any

from scripts.bench.wire import Run


@dataclass(frozen=True)
class Figure:
    """One line of the table: a value, the ceiling beside it, and the goal of performance; `reached` None: no goal."""

    place: str
    job: str
    value: float
    unit: str
    ceiling: str = ""
    ceiling_value: float | None = None
    goal: str = ""
    reached: bool | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The value as a part of its ceiling (for times: how many times as long)."""
        return self.value / self.ceiling_value if self.ceiling_value else None

    def as_json(self) -> dict[str, Any]:
        """With the ratio beside the rest."""
        return {**asdict(self), "ratio": self.ratio}


def rate(runs: list[Run]) -> float:
    """The median of the rates of several runs."""
    return statistics.median(run.rate for run in runs)


def latency_ms(runs: list[Run], share: float) -> float:
    """The median over several runs of the latency below which this share of the answers came."""
    return statistics.median(run.at(share) for run in runs)


def verdict(reached: bool | None) -> str:
    """The word for the last column."""
    return "" if reached is None else ("reached" if reached else "MISSED")


def table(figures: list[Figure]) -> str:
    """For a terminal; the notes below, numbered."""
    notes = list(dict.fromkeys(figure.note for figure in figures if figure.note))
    rows = [("", "job", "measured", "beside it", "ratio", "goal", "")]
    rows += [_row(figure, notes) for figure in figures]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([*lines, "", *(f"({number}) {note}" for number, note in enumerate(notes, 1))])


def _row(figure: Figure, notes: list[str]) -> tuple[str, ...]:
    mark = f" ({notes.index(figure.note) + 1})" if figure.note else ""
    beside = "" if figure.ceiling_value is None else f"{figure.ceiling} {_number(figure.ceiling_value)}"
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    measured = f"{_number(figure.value)} {figure.unit}"
    return figure.place, figure.job + mark, measured, beside, ratio, figure.goal, verdict(figure.reached)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}" if value < 10 else f"{value:.1f}"
