"""Two accounts become a couple, by a link that works once, and both see the same number."""

from __future__ import annotations

import pytest

from couplebridge.client.encoding import b64url_encode
from couplebridge.client.errors import ApiProblemError
from couplebridge.client.pairing import parse_fragment
from couplebridge.client.phone import Phone as ClientPhone
from tests.browser.couple import answers_invitation, goes_to, invites, linked
from tests.browser.support import PASSPHRASE, Phone, PhoneMaker
from tests.support.two_phones import CHEAP


def number(phone: Phone) -> str:
    goes_to(phone, "Bridge")
    phone.page.get_by_role("button", name="Compare your safety number").click()
    phone.says("Safety number")
    return phone.code("Safety number")


def test_both_read_what_it_cannot_protect_from_and_see_the_same_number(phone: PhoneMaker) -> None:
    alice, bob = phone(), phone()
    alice.has_account("pair-alice")
    bob.has_account("pair-bob")
    link = invites(alice)
    assert link.split("#")[0] == f"{alice.url}/join"
    goes_to(bob, "Bridge")
    bob.press("I have an invitation")
    bob.fill("The link", link)
    bob.press("Look at the invitation")
    bob.page.get_by_text(
        "Whoever runs the server could give you changed code one day. That may be one of you two."
    ).wait_for()
    bob.page.get_by_text("This is not for a relationship in which one of you is afraid of the other.").wait_for()
    assert bob.page.get_by_role("button", name="Link with my partner").is_disabled()
    answers_invitation(bob)
    for each in (alice, bob):
        each.page.get_by_role("heading", name="You are linked").wait_for()
        each.press("Go to the bridge")
    assert number(alice) == number(bob)
    alice.press("It is the same")
    alice.says("Bridge")
    alice.page.get_by_role("button", name="Compare your safety number").wait_for(state="detached")


def test_an_account_is_made_from_the_invitation_and_its_link_leaves_the_address(phone: PhoneMaker) -> None:
    alice, bob = phone(), phone()
    alice.has_account("pair-inviter")
    link = invites(alice)
    secret = link.split("#")[1]
    bob.page.goto(link)
    bob.says("You have an invitation")
    assert bob.page.url == f"{bob.url}/"
    bob.press("Make my account")
    bob.fill("Sign-in name", "pair-invited")
    bob.press("Go on")
    bob.fill("Passphrase", PASSPHRASE)
    bob.press("Make my account")
    bob.says("Your recovery kit")
    bob.confirm_kit(bob.code("Your account code"))
    answers_invitation(bob)
    bob.page.get_by_role("heading", name="You are linked").wait_for()
    assert secret not in "\n".join(bob.sent + alice.sent), "the secret of the link reached a server"


def test_a_link_works_once_and_a_second_comer_is_told_that_it_is_over(phone: PhoneMaker) -> None:
    alice, bob, mallory = phone(), phone(), phone()
    for each, name in ((alice, "once-alice"), (bob, "once-bob"), (mallory, "once-mallory")):
        each.has_account(name)
    link = invites(alice)
    for each in (bob, mallory):
        goes_to(each, "Bridge")
        each.press("I have an invitation")
        each.fill("The link", link)
        each.press("Look at the invitation")
    answers_invitation(bob)
    bob.page.get_by_role("heading", name="You are linked").wait_for()
    mallory.expect_wrong("answer 404: GET")
    answers_invitation(mallory)
    mallory.page.get_by_text("This invitation is not open any more.").wait_for()


def test_s2_the_inviter_sees_that_someone_tried_the_link_again_until_the_number_was_compared(
    phone: PhoneMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = phone()
    alice.has_account("again-alice")
    bob, mallory = ClientPhone(alice.url, cost=CHEAP), ClientPhone(alice.url, cost=CHEAP)
    bob.register("again-bob", PASSPHRASE)
    mallory.register("again-mallory", PASSPHRASE)
    link = invites(alice)
    # mallory looks at it while it is open, and answers it too late
    invite = parse_fragment(link.partition("#")[2]).invite
    shown, ask = mallory.session.ask("GET", f"/invites/{b64url_encode(invite)}"), mallory.session.ask
    monkeypatch.setattr(
        mallory.session,
        "ask",
        lambda method, path, fields=None: shown if method == "GET" else ask(method, path, fields),
    )
    bob.pairing.join(link)
    with pytest.raises(ApiProblemError, match=r"^not-found"):
        mallory.pairing.join(link)
    alice.page.get_by_role("heading", name="You are linked").wait_for()
    alice.press("Go to the bridge")
    tried_again = alice.page.get_by_text("Someone tried this link again after it was used.")
    tried_again.wait_for()
    number(alice)
    alice.press("It is the same")
    alice.says("Bridge")
    tried_again.wait_for(state="detached")


def test_an_invitation_can_be_taken_back(phone: PhoneMaker) -> None:
    alice, bob = phone(), phone()
    alice.has_account("back-alice")
    bob.has_account("back-bob")
    link = invites(alice)
    alice.press("Take the invitation back")
    alice.says("Bridge")
    goes_to(bob, "Bridge")
    bob.press("I have an invitation")
    bob.expect_wrong("answer 404: GET")
    bob.fill("The link", link)
    bob.press("Look at the invitation")
    bob.page.get_by_text("This invitation is not open any more.").wait_for()


def test_half_a_link_is_said_before_anything_is_sent(phone: PhoneMaker) -> None:
    bob = phone()
    bob.has_account("half-bob")
    goes_to(bob, "Bridge")
    bob.press("I have an invitation")
    bob.fill("The link", "https://bridge.example/join#AAAA")
    before = len(bob.sent)
    bob.press("Look at the invitation")
    bob.page.get_by_text("This is not a whole invitation.").wait_for()
    assert not [line for line in bob.sent[before:] if "/api/invites" in line]


def test_one_who_is_linked_is_told_so_instead_of_inviting_again(phone: PhoneMaker) -> None:
    alice, _bob = linked(phone(), phone())
    alice.page.get_by_role("button", name="Invite my partner").wait_for(state="detached")
