"""One journal on two devices: everything arrives, what both changed is merged, and no word is lost."""

from __future__ import annotations

import pytest
from flask import Flask

from couplebridge.client.errors import (
    ApiProblemError,
    EncodingInvalidError,
    RecordMissingError,
    ServerUnreachableError,
    SyncUnsettledError,
    TextTooLongError,
)
from couplebridge.client.http import Request, Response
from couplebridge.client.pairing import PairContext
from couplebridge.client.phone import Phone
from tests.support.two_phones import CONCERN, PASSPHRASE, Couple, phone, sent_by
from tests.support.wsgi_transport import WsgiTransport


class LosesAnswers(WsgiTransport):
    """The request arrives, the answer does not."""

    losing = False

    def send(self, request: Request) -> Response:
        answer = super().send(request)
        if self.losing and request.method == "POST":
            raise ServerUnreachableError("the answer got lost")
        return answer


@pytest.fixture
def two(app: Flask, alone: Couple) -> tuple[Phone, Phone]:
    """alice's phone and alice's tablet."""
    tablet = phone(app, alone.clock, transport=LosesAnswers(app), label="tablet")
    tablet.sign_in("alice", PASSPHRASE, alone.alice.account_code)
    return alone.alice, tablet


def test_an_entry_reaches_the_other_device_and_so_does_its_change(two: tuple[Phone, Phone]) -> None:
    here, there = two
    entry = here.journal.write(**CONCERN)
    here.sync()
    there.sync()
    assert there.journal.get(entry) == here.journal.get(entry)
    there.journal.edit(entry, felt="Better.", tags=["evenings"])
    there.sync()
    here.sync()
    assert (here.journal.get(entry)["felt"], here.journal.get(entry)["tags"]) == ("Better.", ["evenings"])


def test_changes_of_different_fields_are_brought_together(two: tuple[Phone, Phone]) -> None:
    here, there = two
    entry = here.journal.write(**CONCERN)
    here.sync()
    there.sync()
    here.journal.edit(entry, felt="from the phone")
    there.journal.edit(entry, longing="from the tablet")
    for device in (here, there, here):
        device.sync()
    for device in two:
        fields = device.journal.get(entry)
        assert (fields["felt"], fields["longing"]) == ("from the phone", "from the tablet")
        assert device.journal.versions(entry) == []


def test_changes_of_the_same_field_keep_both_texts(two: tuple[Phone, Phone]) -> None:
    here, there = two
    entry = here.journal.write(**CONCERN)
    here.sync()
    there.sync()
    here.journal.edit(entry, felt="from the phone")
    there.journal.edit(entry, felt="from the tablet")
    for device in (here, there, here):
        device.sync()
    for device in two:
        texts = [
            device.journal.get(entry)["felt"],
            *(v.fields["fields"]["felt"] for v in device.journal.versions(entry)),
        ]
        assert texts == ["from the tablet", "from the phone"]


def test_a_purge_gives_way_to_words_written_meanwhile(two: tuple[Phone, Phone]) -> None:
    here, there = two
    entry = here.journal.write(**CONCERN)
    here.journal.bin(entry)
    here.sync()
    there.sync()
    here.journal.purge(entry)
    there.journal.edit(entry, felt="I still need this.")
    for device in (here, there, here):
        device.sync()
    assert here.journal.get(entry)["felt"] == "I still need this."


def test_an_answer_that_got_lost_loses_and_doubles_nothing(two: tuple[Phone, Phone]) -> None:
    here, there = two
    transport = there.api._transport
    assert isinstance(transport, LosesAnswers)
    entry = there.journal.write(**CONCERN)
    transport.losing = True
    with pytest.raises(ServerUnreachableError):
        there.sync()
    transport.losing = False
    assert entry in there.store.outbox
    there.journal.edit(entry, felt="changed before the answer was known")
    there.sync()
    here.sync()
    assert here.journal.get(entry)["felt"] == "changed before the answer was known"
    assert here.journal.versions(entry) == []
    assert len(here.journal.entries()) == 1


def test_the_same_answer_lost_without_a_change_is_simply_confirmed(two: tuple[Phone, Phone]) -> None:
    _, there = two
    transport = there.api._transport
    entry = there.journal.write(**CONCERN)
    transport.losing = True
    with pytest.raises(ServerUnreachableError):
        there.sync()
    transport.losing = False
    there.sync()
    assert there.store.outbox == {}
    assert there.store.records[entry].revision == 1


def test_many_entries_go_in_batches_each_with_its_manifest(two: tuple[Phone, Phone]) -> None:
    here, there = two
    for number in range(450):
        here.journal.write(happened=str(number))
    here.sync()
    there.sync()
    assert {entry.fields["happened"] for entry in there.journal.entries()} == set(map(str, range(450)))


def test_nothing_new_is_one_small_request(two: tuple[Phone, Phone]) -> None:
    here, _ = two
    here.sync()
    before = len(sent_by(here).requests)
    here.sync()
    assert [each.path.partition("?")[0] for each in sent_by(here).requests[before:]] == ["/api/feed"]
    assert here.records.pull() is False


def test_a_device_that_is_outrun_again_and_again_says_so(
    two: tuple[Phone, Phone], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = two
    push, entry = here.session.push, here.journal.write(**CONCERN)

    def outrun(frames, key):
        there.journal.write(happened="faster")
        there.sync()
        return push(frames, key)

    monkeypatch.setattr(here.session, "push", outrun)
    with pytest.raises(SyncUnsettledError):
        here.sync()
    assert entry in here.store.outbox


def test_another_refusal_keeps_the_outbox(two: tuple[Phone, Phone], monkeypatch: pytest.MonkeyPatch) -> None:
    here, _ = two
    entry = here.journal.write(**CONCERN)

    def full(*_):
        raise ApiProblemError(507, "quota", "", {})

    monkeypatch.setattr(here.session, "push", full)
    with pytest.raises(ApiProblemError, match=r"^quota"):
        here.sync()
    assert entry in here.store.outbox


def test_a_version_is_kept_after_a_pause_and_can_be_restored_and_that_undone(alone: Couple) -> None:
    journal = alone.alice.journal
    entry = journal.write(felt="first")
    journal.edit(entry, felt="still typing")
    assert journal.versions(entry) == []
    alone.clock.ahead_ms += 600_000
    journal.edit(entry, felt="calmer")
    assert [v.fields["fields"]["felt"] for v in journal.versions(entry)] == ["still typing"]
    alone.clock.ahead_ms += 1000
    journal.restore(entry, journal.versions(entry)[0].id)
    assert journal.get(entry)["felt"] == "still typing"
    assert [v.fields["fields"]["felt"] for v in journal.versions(entry)] == ["calmer", "still typing"]
    with pytest.raises(RecordMissingError):
        journal.restore(entry, "AAAAAAAAAAAAAAAAAAAAAA")


def test_the_bin_keeps_for_thirty_days(alone: Couple) -> None:
    journal = alone.alice.journal
    entry, other = journal.write(felt="x"), journal.write(felt="y")
    journal.bin(entry)
    assert ([e.id for e in journal.entries()], [e.id for e in journal.binned()]) == ([other], [entry])
    journal.unbin(entry)
    journal.bin(entry)
    alone.clock.days_pass(29.9)
    assert journal.purge_old() == 0
    alone.clock.days_pass(0.2)
    assert journal.purge_old() == 1
    with pytest.raises(RecordMissingError):
        journal.get(entry)
    alone.alice.sync()


def test_only_what_lies_in_the_bin_is_deleted_for_good_and_its_versions_with_it(alone: Couple) -> None:
    journal = alone.alice.journal
    entry = journal.write(felt="first")
    with pytest.raises(RecordMissingError):
        journal.purge(entry)
    alone.clock.ahead_ms += 600_000
    journal.edit(entry, felt="second")
    journal.bin(entry)
    journal.purge(entry)
    assert alone.alice.vault.all("version") == []
    with pytest.raises(RecordMissingError):
        alone.alice.vault.patch(entry, {})


def test_an_edit_that_changes_nothing_writes_nothing(alone: Couple) -> None:
    alone.alice.sync()
    entry = alone.write()
    alone.alice.journal.edit(entry, felt=CONCERN["felt"])
    assert alone.alice.store.outbox == {}


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"felt": "x" * 20_001}, TextTooLongError),
        ({"topic": "weather"}, EncodingInvalidError),
        ({"mood": "blue"}, EncodingInvalidError),
        ({"felt": "\ud800"}, EncodingInvalidError),
    ],
)
def test_bad_input_gets_an_error_and_loses_nothing(alone: Couple, fields: dict, error: type[Exception]) -> None:
    entry = alone.write()
    with pytest.raises(error):
        alone.alice.journal.edit(entry, **fields)
    with pytest.raises(error):
        alone.alice.journal.write(**fields)
    assert alone.alice.journal.get(entry)["felt"] == CONCERN["felt"]


def test_fields_of_a_later_version_of_the_product_stay(alone: Couple) -> None:
    entry = alone.alice.vault.put({**alone.alice.journal.get(alone.write()), "weather": "rain"})
    alone.alice.journal.edit(entry, felt="new")
    assert alone.alice.journal.get(entry)["weather"] == "rain"


def test_an_account_without_a_single_record_takes_what_is_no_record(app: Flask, alone: Couple) -> None:
    """An invitation lies in the feed before anything was written."""
    bare = phone(app, alone.clock)
    bare.account.register("bare", PASSPHRASE)
    context = PairContext(bytes(range(16)), bytes(range(1, 17)), alone.clock() + 60_000)
    ids = {"invite": context.invite, "space": context.space, "expires": context.expires_ms}
    bare.session.ask("POST", "/invites", {**ids, "bundle": bare.account.device.bundle, "mac": bytes(32)})
    bare.sync()
    assert len(bare.store.items) == 1
    assert bare.store.manifest is None


def test_settings_that_two_devices_changed_are_merged_without_a_version(two: tuple[Phone, Phone]) -> None:
    here, there = two
    here.change_settings(partnerName="B", awayMinutes=2)
    there.change_settings(partnerName="Bob", idleMinutes=5)
    for device in (here, there, here):
        device.sync()
    assert here.settings() == there.settings()
    assert (here.settings()["awayMinutes"], here.settings()["idleMinutes"]) == (2, 5)
    assert here.vault.all("version") == []


def test_the_same_change_on_both_devices_is_one_change(two: tuple[Phone, Phone], alone: Couple) -> None:
    here, there = two
    entry = here.journal.write(**CONCERN)
    here.sync()
    there.sync()
    here.journal.edit(entry, felt="the same words")
    alone.clock.ahead_ms += 1000
    there.journal.edit(entry, felt="the same words")
    there.sync()
    here.sync()
    assert here.store.outbox == {}
    assert here.store.records[entry] == there.store.records[entry]
