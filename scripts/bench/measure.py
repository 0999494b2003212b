"""From the jobs to the figures, with the goals they are held to."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from scripts.bench import browser, ceilings, databases, path, streams
from scripts.bench.databases import Place
from scripts.bench.figures import Figure, latency_ms, rate
from scripts.bench.jobs import BATCH, PAGE, PHONES, Effort, Jobs, Turns
from scripts.bench.servers import Server, the_lean_route, the_server

KIB, MIB = 1024, 1024**2
FULL = Effort(for_s=1.6, rounds=3, pushes=2_400, many=100_000)
QUICK = Effort(for_s=0.4, rounds=2, pushes=500, many=20_000)
# when the first half took longer than this, the second one is a quick one
HALF_S = 110
STREAMS = 2_000
EVENTS = 60
STREAM_KIB_MOST, EVENT_MS_MOST = 25, 10
# goals that were set in figures of one machine, as parts of what the lean route did there
MEMORY_AS_LEAN = 80 / 46
BATCH_AS_LEAN = 25_000 / 31_900
PULL_AS_LEAN = {"SQLite": 6 / 3.9, "PostgreSQL": 9 / 5.4}
Say = Callable[[str], None]

CARRIES = (
    "Each push also carries a manifest, an idempotency key, a CSRF token and a session; the lean route has a token"
    " and stores one record."
)
ALL_AGAIN = "Times for 1,000 records of 1.5 KB, from the first byte asked to the last byte read."


def everything(effort: Effort, say: Say) -> list[Figure]:
    """Every figure of the server's table, on SQLite and, where it answers, on PostgreSQL."""
    figures: list[Figure] = []
    half_s = time.monotonic() + HALF_S
    with tempfile.TemporaryDirectory(prefix="couplebridge-bench-") as folder:
        say("raw sqlite3 and raw crypto")
        raw = {each: ceilings.sqlite_rate(Path(folder), each, effort.for_s) for each in (1, BATCH)}
        figures.append(Figure("machine", "raw sqlite3, one a commit", raw[1], "/s"))
        figures.append(Figure("machine", f"raw sqlite3, {BATCH} a commit", raw[BATCH], "records/s"))
        figures.append(Figure("machine", "AES-256-GCM of one record", ceilings.aead_rate(effort.for_s / 2), "/s"))
        say("the path after ten years")
        figures += path.figures()
        figures += browser.figures(say)
        figures += _at(databases.sqlite_in(Path(folder)), Path(folder) / "data", effort, say, raw)
        with databases.postgresql() as place:
            if place is None:
                say("PostgreSQL does not answer: left out (TEST_DATABASE_URL)")
            else:
                second = effort if time.monotonic() < half_s else QUICK
                figures += _at(place, Path(folder) / "data-postgresql", second, say, raw)
    return figures


def _at(place: Place, data: Path, effort: Effort, say: Say, raw: dict[int, float]) -> list[Figure]:
    say(f"{place.name}: starting the server and the lean route")
    with the_server(data, place.settings) as server, the_lean_route(place.lean) as beside:
        return [*_of(place, server, Jobs(server, beside, effort), beside, say, raw)]


def _of(place: Place, server: Server, jobs: Jobs, lean: Server, say: Say, raw: dict[int, float]) -> Iterator[Figure]:
    name = place.name.split()[0]
    say(f"{name}: push one record, one phone")
    one = jobs.push(1, 1)
    yield _rate(name, "push one record, one phone", one, 0.8, CARRIES)
    say(f"{name}: push one record, {PHONES} phones")
    yield from _together(name, one, jobs.push(PHONES, 1))
    say(f"{name}: batches of {BATCH}")
    yield from _batches(name, jobs.push(1, BATCH), raw[BATCH] if name == "SQLite" else None)
    say(f"{name}: filling {jobs.effort.many:,} records")
    jobs.fill()
    yield from _pulls(name, jobs, say)
    say(f"{name}: {STREAMS:,} live streams")
    yield from _live(name, server, jobs)
    yield from _memory(name, server, lean)


def _memory(name: str, server: Server, beside: Server) -> Iterator[Figure]:
    """80 MB where a worker of Flask and SQLAlchemy alone takes 46: how much that is depends on the platform."""
    size, lean = server.worker_bytes(), beside.worker_bytes()
    if size is None or lean is None:
        return
    reached, own = size <= MEMORY_AS_LEAN * lean, server.worker_own_bytes()
    note = f"Of its own, with shared pages by their part: {own / MIB:.0f} MB." if own else ""
    job, goal = "memory of a worker, afterwards", f"≤ {MEMORY_AS_LEAN:.2f}"
    yield Figure(name, job, size / MIB, "MB", "lean worker", lean / MIB, goal, reached, note)


def _rate(place: str, job: str, turns: Turns, share: float, note: str = "") -> Figure:
    ours, lean = rate(turns.ours), rate(turns.lean)
    reached = ours >= share * lean and not turns.failures
    return Figure(place, job, ours, "/s", "lean route", lean, f"≥ {share:.2f}", reached, note)


def _together(place: str, one: Turns, all_of_them: Turns) -> Iterator[Figure]:
    alone, ours, lean = rate(one.ours), rate(all_of_them.ours), rate(all_of_them.lean)
    job = f"push, {PHONES} phones"
    yield Figure(place, job, ours, "/s", "one phone", alone, "≥ 1", ours >= alone, f"Lean route: {lean:,.0f}/s.")
    failed = all_of_them.failures
    yield Figure(place, f"{job}: failures", failed, "", goal="none", reached=failed == 0)
    p50, p99 = latency_ms(all_of_them.ours, 0.5), latency_ms(all_of_them.ours, 0.99)
    lean_p99 = (
        f"Lean route: p50 {latency_ms(all_of_them.lean, 0.5):.1f}, p99 {latency_ms(all_of_them.lean, 0.99):.1f} ms."
    )
    yield Figure(place, f"{job}: p99", p99, "ms", "p50", p50, "≤ 10", p99 <= 10 * p50, lean_p99)


def _batches(place: str, turns: Turns, raw: float | None) -> Iterator[Figure]:
    ours, lean = rate(turns.ours) * BATCH, rate(turns.lean) * BATCH
    job, goal = f"batch of {BATCH}", f"≥ {BATCH_AS_LEAN:.2f} (25,000/s)"
    reached = ours >= BATCH_AS_LEAN * lean and not turns.failures
    yield Figure(place, job, ours, "records/s", "lean route", lean, goal, reached)
    if raw is not None:
        yield Figure(place, job, ours, "records/s", "raw sqlite3", raw)


def _pulls(place: str, jobs: Jobs, say: Say) -> Iterator[Figure]:
    most = PULL_AS_LEAN[place]
    for phone, count in ((jobs.few, jobs.few.held), (jobs.many, jobs.many.held)):
        say(f"{place}: pull {PAGE:,} changed of {count:,}")
        turns = jobs.pull(phone)
        ours, lean = latency_ms(turns.ours, 0.5), latency_ms(turns.lean, 0.5)
        reached = ours <= most * lean and not turns.failures
        job = f"pull {PAGE:,} changed of {count:,}"
        yield Figure(place, job, ours, "ms", "lean route", lean, f"≤ {most:.2f}", reached, ALL_AGAIN)
    for phone, count in ((jobs.few, jobs.few.held), (jobs.many, jobs.many.held)):
        say(f"{place}: nothing new at {count:,}")
        yield _rate(place, f"nothing new at {count:,}", jobs.nothing_new(phone), 0.8)
    say(f"{place}: nothing new, {PHONES} phones")
    yield _rate(place, f"nothing new, {PHONES} phones", jobs.nothing_new(jobs.many, PHONES), 0.8)


def _live(place: str, server: Server, jobs: Jobs) -> Iterator[Figure]:
    """Idle streams beside the work, and how soon their events come."""
    without, before = jobs.nothing_new(jobs.few), server.worker_bytes()
    with streams.listening(server, STREAMS) as held:
        after = server.worker_bytes()
        if before is not None and after is not None:
            each = (after - before) / STREAMS / KIB
            goal = f"≤ {STREAM_KIB_MOST}"
            yield Figure(
                place, f"{STREAMS:,} live streams, each", each, "KiB", goal=goal, reached=each <= STREAM_KIB_MOST
            )
        beside = jobs.nothing_new(jobs.few)
        ours, alone = rate(beside.ours), rate(without.ours)
        reached = ours >= 0.9 * alone and not beside.failures
        yield Figure(place, "nothing new beside them", ours, "/s", "without them", alone, "≥ 0.90", reached)
        delays = sorted(delay for phone, opened in held[:EVENTS] for delay in streams.event_delays_ms(phone, opened))
    p95 = delays[int(0.95 * len(delays))]
    note = f"Sixteen devices each; the middle one after {delays[len(delays) // 2]:.1f} ms."
    goal = f"≤ {EVENT_MS_MOST} ms"
    yield Figure(place, "push answered to event: p95", p95, "ms", goal=goal, reached=p95 <= EVENT_MS_MOST, note=note)
