"""A phone that holds years of pages before it is measured: everything pulled, and packed."""

from __future__ import annotations

import time

from playwright.sync_api import Page

ENTRIES = 10_000
PACK_RECORDS = 100
PACKED_LIMIT_S = 300
LOOK_MS = 1_000
KEPT = """() => new Promise((resolve) => {
  const opening = indexedDB.open('couplebridge');
  opening.onsuccess = () => {
    const reading = opening.result.transaction(['records', 'packs']);
    const [records, packs] = ['records', 'packs'].map((name) => reading.objectStore(name).count());
    reading.oncomplete = () => { opening.result.close(); resolve([records.result, packs.result]); };
  };
})"""


class PhoneUnfilledError(Exception):
    """The phone did not get all that it was to be measured with."""


def wait_until_packed(page: Page) -> None:
    """Until nothing moves any more: it packs while it is idle.

    By looks, because `wait_for_function` takes the promise of an answer for a yes.
    """
    before: tuple[int, int] | None = None
    until = time.monotonic() + PACKED_LIMIT_S
    while time.monotonic() < until:
        records, packs = page.evaluate(KEPT)
        if records >= ENTRIES and packs >= ENTRIES // PACK_RECORDS - 1 and before == (records, packs):
            return
        before = (records, packs)
        page.wait_for_timeout(LOOK_MS)
    raise PhoneUnfilledError(f"Not everything was packed within {PACKED_LIMIT_S} seconds: {before}.")
