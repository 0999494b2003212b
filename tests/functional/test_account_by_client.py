"""An account from a person's side: signing in on more devices, locking, the ways back in, one's own sessions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from couplebridge.client.errors import (
    AccountCodeMissingError,
    AccountLockedError,
    AccountMissingError,
    ApiProblemError,
    KeyWrapRefusedError,
    PassphraseWrongError,
)
from couplebridge.client.phone import Phone
from couplebridge.client.store import Store
from tests.support.two_phones import CONCERN, PASSPHRASE, Couple, phone, sent_by

NEW = "an entirely other long sentence"


@pytest.fixture
def alice(alone: Couple) -> Phone:
    alone.write()
    return alone.alice


def another(app: Flask, alone: Couple, **options) -> Phone:
    return phone(app, alone.clock, **options)


def test_a_second_device_needs_the_code_and_the_passphrase_and_then_has_everything(
    app: Flask, alone: Couple, alice: Phone
) -> None:
    link = alice.device_link(PASSPHRASE, "https://bridge.test/")
    assert link.startswith("https://bridge.test/add#")
    with pytest.raises(ApiProblemError, match=r"^sign-in-failed"):
        another(app, alone).add(link, "wrong")
    with pytest.raises(PassphraseWrongError):
        alice.device_link("wrong")
    second = another(app, alone)
    second.add(link, PASSPHRASE)
    assert second.journal.entries() == alice.journal.entries()


def test_locked_there_are_no_keys_and_nothing_opened_and_unlocking_needs_no_server(alone: Couple, alice: Phone) -> None:
    before, asked = alice.journal.entries(), len(sent_by(alice).requests)
    alice.lock()
    for attempt in (alice.journal.entries, alice.sync, lambda: alice.holder.identity):
        with pytest.raises(AccountLockedError):
            attempt()
    asked_now = len(sent_by(alice).requests)
    with pytest.raises(PassphraseWrongError):
        alice.unlock("wrong")
    alice.unlock(PASSPHRASE)
    assert alice.journal.entries() == before
    assert len(sent_by(alice).requests) == asked_now
    assert asked <= asked_now


def test_what_is_written_offline_waits_and_reaches_the_server_later(app: Flask, alone: Couple, alice: Phone) -> None:
    entry = alice.journal.write(happened="offline")
    assert entry in alice.store.outbox
    alice.session.ask("DELETE", "/session")  # the session is gone, the outbox is not
    alice.sync()
    assert entry not in alice.store.outbox


def test_staying_unlocked_needs_the_device_and_the_server_and_ends_with_either(
    app: Flask, alone: Couple, alice: Phone
) -> None:
    with pytest.raises(AccountMissingError):
        alice.account.unlock_by_share()
    alice.changes.stay_unlocked(PASSPHRASE, 600)
    entries, sealed = alice.journal.entries(), alice.store.stay or b""
    assert alice.holder.keyring.account_key not in b"".join(alice.store.everything())
    again = phone(app, alone.clock, store=alice.store, transport=sent_by(alice))
    again.account.unlock_by_share()
    again.account.resume()
    assert again.journal.entries() == entries
    alice.store.stay = sealed[:-1] + bytes([sealed[-1] ^ 1])
    with pytest.raises(KeyWrapRefusedError):
        again.account.unlock_by_share()
    alice.store.stay = sealed
    again.changes.forget_share()
    assert alice.store.stay is None
    alice.store.stay = sealed
    with pytest.raises(ApiProblemError, match=r"^not-found"):
        again.account.unlock_by_share()
    again.session.ask("DELETE", "/session")
    with pytest.raises(ApiProblemError, match=r"^no-session"):
        again.sync()  # opened by the share there is no passphrase to sign in with


def test_a_new_passphrase_ends_the_other_sessions_and_the_old_one_opens_nothing(
    app: Flask, alone: Couple, alice: Phone
) -> None:
    second = another(app, alone, label="tablet")
    second.sign_in("alice", PASSPHRASE, alice.account_code)
    with pytest.raises(PassphraseWrongError):
        alice.changes.change_passphrase("wrong", NEW)
    alice.changes.change_passphrase(PASSPHRASE, NEW)
    alice.sync()
    with pytest.raises(ApiProblemError, match=r"^sign-in-failed"):
        second.sync()
    with pytest.raises(ApiProblemError, match=r"^sign-in-failed"):
        another(app, alone).sign_in("alice", PASSPHRASE, alice.account_code)
    alice.lock()
    alice.unlock(NEW)
    alice.session.ask("DELETE", "/session")
    alice.sync()


def test_the_recovery_code_alone_comes_back_in_and_chooses_a_passphrase(
    app: Flask, alone: Couple, alice: Phone
) -> None:
    code = alice.changes.set_recovery(PASSPHRASE)
    back = another(app, alone)
    back.recover("alice", code, NEW)
    assert back.journal.entries() == alice.journal.entries()
    back.lock()
    back.unlock(NEW)
    back.account.unlock_by_recovery(code)
    back.changes.remove_recovery(NEW)
    with pytest.raises(ApiProblemError, match=r"^sign-in-failed"):
        another(app, alone).recover("alice", code, PASSPHRASE)


def test_a_recovery_code_chosen_at_the_beginning_works_too(app: Flask, alone: Couple) -> None:
    first = another(app, alone)
    code = first.register("nora", PASSPHRASE, with_recovery=True)
    back = another(app, alone)
    back.recover("nora", code or b"", NEW)
    assert back.account_code == first.account_code


def test_without_the_account_code_in_the_vault_recovery_says_so(app: Flask, alone: Couple, alice: Phone) -> None:
    code = alice.changes.set_recovery(PASSPHRASE)
    alice.vault.patch(alice.vault.singleton_id("account"), {"accountCode": None})
    alice.sync()
    back = another(app, alone)
    with pytest.raises(AccountCodeMissingError):
        back.recover("alice", code, NEW)
    assert back.journal.entries(), "everything can be read all the same"
    for attempt in (
        lambda: back.account_code,
        lambda: back.unlock(PASSPHRASE),
        lambda: back.changes.change_passphrase_by_recovery(code, NEW),
    ):
        with pytest.raises(AccountCodeMissingError):
            attempt()


def test_a_passphrase_can_be_changed_by_the_recovery_code_while_locked(alone: Couple, alice: Phone) -> None:
    code = alice.changes.set_recovery(PASSPHRASE)
    alice.lock()
    alice.changes.change_passphrase_by_recovery(code, NEW)
    assert not alice.holder.is_unlocked
    alice.unlock(NEW)


def test_one_sees_and_ends_ones_own_sessions(app: Flask, alone: Couple, alice: Phone) -> None:
    second = another(app, alone, label="tablet")
    second.sign_in("alice", PASSPHRASE, alice.account_code)
    listed = {one.label: one for one in alice.changes.sessions()}
    assert listed.keys() == {"phone", "tablet"}
    assert (listed["phone"].current, listed["tablet"].current, listed["tablet"].new) == (True, False, True)
    alice.changes.acknowledge_sessions()
    assert not any(one.new for one in alice.changes.sessions())
    alice.changes.end_session(listed["tablet"].id)
    assert [one.label for one in alice.changes.sessions()] == ["phone"]


def test_signing_out_leaves_nothing_on_the_device(alone: Couple, alice: Phone) -> None:
    alice.changes.sign_out()
    assert alice.store == Store()
    with pytest.raises(AccountMissingError):
        alice.unlock(PASSPHRASE)


def test_a_deleted_account_is_gone_here_and_there(app: Flask, alone: Couple, alice: Phone) -> None:
    code = alice.account_code
    with pytest.raises(PassphraseWrongError):
        alice.changes.delete_account("wrong")
    alice.changes.delete_account(PASSPHRASE)
    assert alice.store == Store()
    with pytest.raises(ApiProblemError, match=r"^sign-in-failed"):
        another(app, alone).sign_in("alice", PASSPHRASE, code)


def test_a_proof_that_the_server_does_not_take_is_a_wrong_passphrase(alone: Couple, alice: Phone) -> None:
    """Another device changed the passphrase; this one still opens by the old slot."""
    device, code = alice.account.device, alice.changes.set_recovery(PASSPHRASE)
    alice.changes.change_passphrase(PASSPHRASE, NEW)
    alice.store.device = replace(device, recovery_slot=None)
    with pytest.raises(PassphraseWrongError):
        alice.changes.remove_recovery(PASSPHRASE)
    with pytest.raises(PassphraseWrongError):
        alice.account.unlock_by_recovery(code)


def test_other_refusals_keep_their_own_words(alone: Couple, alice: Phone) -> None:
    alice.session.ask("DELETE", "/session")
    alice.store.cookie = None
    alice.lock()
    with pytest.raises(ApiProblemError, match=r"^no-session"):
        alice.changes.change_passphrase(PASSPHRASE, "four other words entirely")


def test_nothing_readable_lies_on_a_device(alone: Couple, alice: Phone) -> None:
    lying = b"".join(alice.store.everything())
    words = [CONCERN["happened"], PASSPHRASE]
    assert not [word for word in words if word.encode() in lying]
    assert alice.holder.keyring.account_key not in lying
    assert alice.holder.keyring.vault_key() not in lying
