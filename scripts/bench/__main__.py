"""`./run bench [--json] [--quick]`, and `./run bench words`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
import time

from scripts.bench import words as gentle_words
from scripts.bench.figures import table, verdict
from scripts.bench.measure import FULL, QUICK, everything
from scripts.bench.servers import ServerSilentError
from scripts.bench.wire import BenchStuckError


def main(words: list[str] | None = None) -> int:
    """Returns 0 when everything was measured, whether or not the goals were reached; 1 when something did not run."""
    parser = argparse.ArgumentParser(prog="./run bench", description="Speed, as ratios measured in one run.")
    parser.add_argument("what", nargs="?", choices=["words"], help="only how well gentle words find what they should")
    parser.add_argument("--json", action="store_true", help="the figures as JSON on the standard output")
    parser.add_argument("--quick", action="store_true", help="shorter drives, 20,000 records instead of 100,000")
    arguments = parser.parse_args(words)
    if arguments.what == "words":
        return gentle_words.show()
    began = time.monotonic()

    def say(line: str) -> None:
        print(f"[{time.monotonic() - began:5.1f} s] {line}", file=sys.stderr, flush=True)

    # whoever ends the bench ends its servers too: both Ctrl-C and a request to end leave by the way out
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        figures = everything(QUICK if arguments.quick else FULL, say)
    except (ServerSilentError, BenchStuckError) as problem:
        print(f"The bench did not finish: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Ended before its time; nothing it started is left.", file=sys.stderr)
        return 130
    took_s = time.monotonic() - began
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    if arguments.json:
        listed = [{**figure.as_json(), "verdict": verdict(figure.reached)} for figure in figures]
        print(json.dumps({"machine": machine, "seconds": round(took_s, 1), "figures": listed}, indent=1))
        return 0
    print(f"\nCoupleBridge bench: {machine}, {took_s:.0f} s\n\n{table(figures)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
