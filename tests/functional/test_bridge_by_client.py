"""The bridge between two phones of the reference client: every line of the rules for an offer, on both sides."""

from __future__ import annotations

import pytest

from couplebridge.client.errors import ApiProblemError, OfferRefusedError, RecordMissingError, StatementRefusedError
from couplebridge.client.journal_fields import SAFETY
from couplebridge.client.statements import Tier
from tests.support.two_phones import CONCERN, COVER, Couple, sent_by


def refused(code: str):
    return pytest.raises(ApiProblemError, match=rf"^{code}")


def not_possible(reason: str = "not-possible"):
    return pytest.raises(OfferRefusedError, match=rf"^{reason}$")


def test_an_offer_is_seen_with_its_cover_and_nothing_of_its_text(paired: Couple) -> None:
    offer = paired.offer()
    seen = paired.bob.bridge.view(offer)
    assert (seen.state, seen.mine, seen.cover, seen.offered) == ("offered", False, COVER, None)
    assert paired.alice.bridge.view(offer).offered is not None


@pytest.mark.parametrize("tier", list(Tier))
def test_each_tier_tells_exactly_what_it_says(paired: Couple, tier: Tier) -> None:
    read = paired.bob.bridge.view(paired.opened(tier=tier, text="Only this sentence.")).offered
    assert read is not None
    assert (read.tier, read.topic) == (tier, "time-together")
    told = {name: CONCERN[name] for name in ("happened", "felt", "feelings", "beneath", "longing", "part")}
    assert read.fields == (told if tier is Tier.WHOLE else {})
    assert read.text == ("" if tier is Tier.TOPIC else "Only this sentence.")


def test_a_later_tier_needs_its_own_consent(paired: Couple) -> None:
    offer = paired.accepted(tier=Tier.TOPIC)
    paired.alice.bridge.edit(offer, Tier.WHOLE)
    paired.both()
    assert paired.states(offer) == ("offered", "offered")
    with pytest.raises(StatementRefusedError):
        paired.alice.bridge.release(offer)


def test_the_author_is_asked_once_more_by_default(paired: Couple) -> None:
    offer = paired.accepted()
    assert paired.states(offer) == ("ready", "ready")
    assert paired.bob.bridge.view(offer).offered is None


def test_at_once_releases_when_the_authors_device_next_looks(paired: Couple) -> None:
    offer = paired.offer(release="at-once")
    paired.bob.bridge.accept(offer)
    paired.both()
    paired.bob.sync()
    assert paired.states(offer) == ("opened", "opened")


def test_an_edit_voids_the_acceptance_and_keeps_the_date_of_lapsing(paired: Couple) -> None:
    offer = paired.accepted()
    lapses = paired.alice.bridge.view(offer).lapses_at_ms
    paired.clock.days_pass(1)
    paired.alice.bridge.edit(offer, Tier.SENTENCE, text="Said otherwise.")
    paired.both()
    assert paired.states(offer) == ("offered", "offered")
    assert paired.bob.bridge.view(offer).lapses_at_ms == lapses


def test_ready_names_the_exact_text_so_an_answer_to_the_one_before_is_refused(paired: Couple) -> None:
    offer = paired.offer()
    paired.alice.bridge.edit(offer, Tier.WHOLE)
    with refused("conflict"):
        paired.bob.bridge.accept(offer)  # bob's phone still shows the text before


def test_a_yes_can_be_taken_back_until_the_key_moves(paired: Couple) -> None:
    offer = paired.accepted()
    paired.bob.bridge.take_back(offer)
    paired.both()
    assert paired.states(offer) == ("offered", "offered")
    with pytest.raises(StatementRefusedError):
        paired.alice.bridge.release(offer)
    with not_possible():
        paired.bob.bridge.take_back(offer)


def test_a_yes_taken_back_in_the_same_moment_wins_over_the_release(paired: Couple) -> None:
    offer = paired.accepted()
    paired.bob.bridge.take_back(offer)
    with refused("not-in-this-state"):
        paired.alice.bridge.release(offer)  # alice's phone has not heard of it
    paired.both()
    assert paired.bob.bridge.view(offer).offered is None


def test_a_yes_is_said_once(paired: Couple) -> None:
    offer = paired.accepted()
    paired.bob.sync()
    with not_possible():
        paired.bob.bridge.accept(offer)


def test_withdrawing_leaves_nothing_but_that_it_is_gone(paired: Couple) -> None:
    offer = paired.accepted()
    paired.alice.bridge.withdraw(offer)
    paired.both()
    seen = paired.bob.bridge.view(offer)
    assert (seen.state, seen.mine, seen.cover, seen.moment) == ("ended", None, {}, None)
    with pytest.raises(RecordMissingError):
        paired.bob.bridge.accept(offer)


def test_not_now_names_the_offer_in_no_request_and_moves_nothing(paired: Couple) -> None:
    offer = paired.offer()
    before = len(sent_by(paired.bob).requests)
    paired.bob.bridge.not_now(offer)
    paired.bob.sync()
    sent = sent_by(paired.bob).requests[before:]
    assert {each.path.partition("?")[0] for each in sent} == {"/api/feed"}
    assert paired.bob.bridge.memory.is_put_off(offer)
    paired.alice.sync()
    assert paired.alice.bridge.view(offer).state == "offered"
    paired.bob.bridge.accept(offer)  # a change of mind stays possible


def test_at_a_good_moment_reaches_the_author_and_the_state_stays(paired: Couple) -> None:
    offer = paired.offer()
    paired.bob.bridge.propose_moment(offer, "2030-05-01T18:00:00.000Z")
    paired.both()
    seen = paired.alice.bridge.view(offer)
    assert (seen.state, seen.moment) == ("offered", "2030-05-01T18:00:00.000Z")


def test_after_fourteen_days_it_lapses_and_says_nothing(paired: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    offer = paired.offer()
    for phone in (paired.alice, paired.bob):
        monkeypatch.setattr(phone.echo, "take_part", lambda: None)  # it goes by itself each week, and moves both feeds
    paired.clock.days_pass(14)
    feeds = paired.alice.store.cursor, paired.bob.store.cursor
    paired.both()
    assert paired.states(offer) == ("ended", "ended")
    with not_possible("lapsed"):
        paired.bob.bridge.accept(offer)
    assert paired.bob.store.cursor == feeds[1], "a lapse moves no feed"


def test_at_most_two_are_open_in_each_direction(paired: Couple) -> None:
    paired.offer(topic="money")
    paired.offer(topic="work")
    entry = paired.write(topic="health")
    with not_possible("two-open"):
        paired.alice.bridge.offer(entry, Tier.WHOLE)
    theirs = paired.bob.journal.write(**CONCERN)
    assert paired.bob.bridge.offer(theirs, Tier.WHOLE)


@pytest.mark.parametrize("same", ["entry", "topic"])
@pytest.mark.parametrize("end", ["withdraw", "lapse", "open", "put-away"])
def test_the_same_entry_and_the_same_topic_rest_for_fourteen_days(paired: Couple, same: str, end: str) -> None:
    offer = paired.opened() if end in ("open", "put-away") else paired.offer()
    made = paired.alice.bridge.memory.out(offer)
    assert made is not None
    if end == "withdraw":
        paired.alice.bridge.withdraw(offer)
    elif end == "lapse":
        paired.clock.days_pass(14)
    elif end == "put-away":
        paired.bob.bridge.put_away(offer)
    paired.both()
    entry = made["entry"] if same == "entry" else paired.write()
    topic = "plans" if same == "entry" else None
    with not_possible(f"{same}-rests"):
        paired.alice.bridge.offer(entry, Tier.WHOLE, topic=topic)
    paired.clock.days_pass(13.9)
    with not_possible(f"{same}-rests"):
        paired.alice.bridge.offer(entry, Tier.WHOLE, topic=topic)
    paired.clock.days_pass(0.2)
    assert paired.alice.bridge.offer(entry, Tier.WHOLE, topic=topic)


def test_the_server_holds_the_rest_even_for_a_changed_client(paired: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    offer = paired.offer()
    made = paired.alice.bridge.memory.out(offer)
    paired.alice.bridge.withdraw(offer)
    paired.both()
    monkeypatch.setattr("couplebridge.client.bridge_flow.why_not_offer", lambda *_: None)
    with refused("resting"):
        paired.alice.bridge.offer(made["entry"] if made else "", Tier.WHOLE, topic="plans")
    assert len(paired.alice.bridge.memory.all_out()) == 1, "what was refused never was"


def test_an_open_offer_of_this_entry_stands_against_another(paired: Couple) -> None:
    offer = paired.offer()
    made = paired.alice.bridge.memory.out(offer)
    with not_possible("already-offered"):
        paired.alice.bridge.offer(made["entry"] if made else "", Tier.TOPIC)


@pytest.mark.parametrize(
    ("fields", "reason"), [({"kind": SAFETY}, "safety"), ({"binnedAt": "2026-01-01T00:00:00.000Z"}, "binned")]
)
def test_a_safety_note_and_what_lies_in_the_bin_are_never_offered(paired: Couple, fields: dict, reason: str) -> None:
    with not_possible(reason):
        paired.alice.bridge.offer(paired.write(**fields), Tier.WHOLE)


def test_what_is_not_there_is_not_offered(paired: Couple) -> None:
    with not_possible("missing"):
        paired.alice.bridge.offer("AAAAAAAAAAAAAAAAAAAAAA", Tier.WHOLE)


@pytest.mark.parametrize(
    ("tier", "text", "fields", "reason"),
    [
        (Tier.TOPIC, "", {"topic": None}, "no-topic"),
        (Tier.SENTENCE, "  ", {}, "no-text"),
        (Tier.SENTENCE, "x" * 20_001, {}, "too-long"),
        (
            Tier.WHOLE,
            "",
            dict.fromkeys(("happened", "felt", "beneath", "longing", "part"), "") | {"feelings": []},
            "no-text",
        ),
    ],
)
def test_an_offer_has_something_to_tell(paired: Couple, tier: Tier, text: str, fields: dict, reason: str) -> None:
    with not_possible(reason):
        paired.alice.bridge.offer(paired.write(**fields), tier, text=text)


def test_only_the_author_changes_withdraws_and_releases_and_only_the_other_answers(paired: Couple) -> None:
    offer = paired.offer()
    for attempt in (
        paired.bob.bridge.withdraw,
        paired.bob.bridge.release,
        lambda o: paired.bob.bridge.edit(o, Tier.WHOLE),
    ):
        with not_possible():
            attempt(offer)
    for attempt in (paired.alice.bridge.accept, paired.alice.bridge.take_back, paired.alice.bridge.not_now):
        with not_possible():
            attempt(offer)


def test_the_listening_turn_goes_its_way_and_ends_with_the_answer(paired: Couple) -> None:
    offer, alice, bob = paired.opened(), paired.alice.bridge, paired.bob.bridge
    paired.both()
    assert (alice.next_steps(offer), bob.next_steps(offer)) == (frozenset(), {"heard"})
    steps = [
        (bob, "heard", "You were angry."), (alice, "not-quite", "Not angry, afraid."),
        (bob, "heard", "You were afraid."), (alice, "yes", ""), (bob, "answer", "I did not know."),
    ]  # fmt: skip
    for who, step, text in steps:
        with not_possible("not-your-turn"):
            (alice if who is bob else bob).say(offer, step, text)
        who.say(offer, step, text)
        paired.both()
        paired.bob.sync()
    said = [(turn.by_author, turn.step, turn.text) for turn in alice.view(offer).talk.turns]
    assert said == [(who is alice, step, text) for who, step, text in steps]
    assert alice.view(offer).talk == bob.view(offer).talk
    for who in (alice, bob):
        assert who.next_steps(offer) == frozenset()
        with not_possible("not-your-turn"):
            who.say(offer, "heard", "once more")


@pytest.mark.parametrize(("step", "text"), [("answer", "first"), ("heard", " "), ("yes", ""), ("shout", "loud")])
def test_no_other_step_begins_the_listening_turn(paired: Couple, step: str, text: str) -> None:
    offer = paired.opened()
    with not_possible("not-your-turn"):
        paired.bob.bridge.say(offer, step, text)


def test_nothing_is_said_about_what_is_not_opened(paired: Couple) -> None:
    offer = paired.offer()
    for attempt in (lambda: paired.bob.bridge.say(offer, "heard", "x"), lambda: paired.bob.bridge.put_away(offer)):
        with not_possible():
            attempt()


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_either_can_put_it_away_and_it_leaves_both(paired: Couple, who: str) -> None:
    offer = paired.opened()
    paired.bob.bridge.say(offer, "heard", "You were afraid.")
    getattr(paired, who).bridge.put_away(offer)
    paired.both()
    assert paired.states(offer) == ("put-away", "put-away")
    for device in (paired.alice, paired.bob):
        assert device.bridge.view(offer).offered is None
        assert not any(
            b"".join(frame.parts[1:]) for (_, _), frame in device.store.items.items() if frame.type in (5, 6)
        )


def test_after_leaving_each_keeps_what_was_opened_and_open_offers_end(paired: Couple) -> None:
    opened, waiting = paired.opened(topic="money"), paired.offer(topic="work")
    paired.alice.leave("seven quiet herons at low tide")
    paired.both()
    assert paired.states(opened) == ("opened", "opened")
    assert paired.states(waiting) == ("ended", "ended")
    assert paired.bob.bridge.view(opened).offered is not None
    paired.bob.bridge.put_away(opened)
    paired.both()
    assert paired.states(opened) == ("opened", "put-away")


def test_each_revision_of_a_text_has_a_key_of_its_own(paired: Couple) -> None:
    offer = paired.offer()
    first = paired.book(offer)
    paired.alice.bridge.edit(offer, Tier.WHOLE)
    paired.both()
    assert paired.key(first) != paired.key(paired.book(offer))


def test_what_this_device_does_not_know_is_missing(paired: Couple) -> None:
    with pytest.raises(RecordMissingError):
        paired.alice.bridge.view("AAAAAAAAAAAAAAAAAAAAAA")
    offer = paired.offer()
    paired.alice.bridge.memory.forget_out(offer)
    with not_possible("missing"):
        paired.alice.bridge.edit(offer, Tier.WHOLE)


def test_a_device_does_not_go_round_for_ever(paired: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paired.alice.pairing, "go_on", lambda: True)
    before = len(sent_by(paired.alice).requests)
    paired.alice.sync()
    assert len(sent_by(paired.alice).requests) - before <= 6
