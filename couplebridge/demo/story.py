"""The life of the demonstration couple, written through the reference client against a running server.

The journals lie in the past, because entries carry their own times; what the server keeps of the
bridge is of today, because it believes no clock but its own.
"""

from dataclasses import dataclass

from couplebridge.client.bridge_flow import ASK
from couplebridge.client.codes import format_code
from couplebridge.client.device_link import make_device_fragment
from couplebridge.client.phone import Phone, now_ms
from couplebridge.client.statements import Tier
from couplebridge.demo.path import walk
from couplebridge.demo.reading import read_entries

DAY_MS = 86_400_000
HOUR_MS = 3_600_000
PASSPHRASES = {"robin": "the lamp is on and there is soup", "jules": "one and a half meteors tonight"}


class PastClock:
    """A clock that can be put back, for what is written inside entries."""

    def __init__(self) -> None:
        self.back_ms = 0

    def __call__(self) -> int:
        return now_ms() - self.back_ms

    def put_back(self, days: float) -> None:
        """So many days ago; 0 is now."""
        self.back_ms = round(days * DAY_MS)


@dataclass(frozen=True)
class SignIn:
    """What somebody types to look around as one of the two."""

    name: str
    passphrase: str
    account_code: str
    link: str


class Teller:
    """One of the two, with a phone and a clock that can be put back."""

    def __init__(self, url: str, name: str) -> None:
        self.name, self.clock = name, PastClock()
        self.phone = Phone(url, label=f"{name.capitalize()}'s phone", clock_ms=self.clock)
        self.entries: dict[str, str] = {}

    def begin(self, partner: str) -> None:
        """The account, and five months of a journal."""
        self.phone.register(self.name, PASSPHRASES[self.name])
        self.phone.change_settings(name=self.name.capitalize(), partnerName=partner.capitalize())
        for number, written in enumerate(read_entries(self.name)):
            # Evenings and late mornings, never on the hour.
            self.clock.put_back(written.days_ago + (number * 7 % 11) / 24 + (number * 13 % 60) / 1440)
            entry = self.phone.journal.write(**written.fields)
            if written.name:
                self.entries[written.name] = entry
        self.clock.put_back(0)

    def reword(self, entry: str, days_ago: float, **fields: str) -> None:
        """A later, calmer wording; the one before stays as a version."""
        self.clock.put_back(days_ago)
        self.phone.journal.edit(self.entries[entry], **fields)
        self.clock.put_back(0)

    def throw_away(self, days_ago: float, happened: str) -> None:
        """Something written in anger, and put into the bin."""
        self.clock.put_back(days_ago)
        entry = self.phone.journal.write(happened=happened, feelings=["angry"])
        self.clock.put_back(days_ago - 1)
        self.phone.journal.bin(entry)
        self.clock.put_back(0)

    def sign_in(self, url: str) -> SignIn:
        """The words to print."""
        code = self.phone.account_code
        link = f"{url.rstrip('/')}/add#{make_device_fragment(code, self.name)}"
        return SignIn(self.name, PASSPHRASES[self.name], format_code(code), link)


def tell(url: str) -> list[SignIn]:
    """Make the couple; both sign-ins. Some seconds against a server on this computer."""
    robin, jules = Teller(url, "robin"), Teller(url, "jules")
    robin.begin("jules")
    jules.begin("robin")
    _rework(robin, jules)
    _pair(robin, jules, url)
    _cross(robin, jules)
    walk(robin.phone, jules.phone)
    return [robin.sign_in(url), jules.sign_in(url)]


def _rework(robin: Teller, jules: Teller) -> None:
    robin.reword("table", 139.2, longing="One evening a week at the table, the two of us. Phones in the drawer.")
    robin.reword("trial", 100, beneath="I am afraid you will hear it as blame. I mean it as a hand.")
    robin.reword("listen", 120, part="I started in the middle. I could ask: do you have five minutes for me?")
    jules.reword("thin", 60, longing="To say it once, and to be met kindly.")
    jules.reword("north", 33, felt="Found out, and alive.")
    robin.throw_away(21, "You NEVER listen and I am done with drawers.")
    robin.throw_away(9, "Why is it always me who writes things down.")
    jules.throw_away(14, "Fine. Then I will just fix nothing any more.")


def _pair(robin: Teller, jules: Teller, url: str) -> None:
    link = robin.phone.pairing.invite(url)
    jules.phone.pairing.join(link)
    for teller in (jules, robin, jules):
        teller.phone.sync()
    robin.phone.pairing.mark_compared()
    jules.phone.pairing.mark_compared()


def _cross(robin: Teller, jules: Teller) -> None:
    """What went over the bridge: opened and talked about, under way, waiting, ended, put away."""
    _at_the_same_moment(robin, jules)
    table = _open(robin, jules, "table", Tier.WHOLE, line="I would just like you to know this one.")
    _talk(robin, jules, table, heard="You missed me at dinner, and you were afraid it would stay so.",
          answer="I missed you too. I thought the closed door meant not now. Thursdays?")  # fmt: skip
    hands = _open(jules, robin, "hands", Tier.WHOLE, line="Please only listen. There is nothing to solve.")
    _first_try(jules, robin, hands)
    _talk(jules, robin, hands, heard="You were quiet because you were afraid for your hands.",
          answer="I took your quiet for anger, and I am sorry. A note under the door is good.")  # fmt: skip
    numbers = _open(jules, robin, "numbers", Tier.SENTENCE, text="I would like us to keep looking at the numbers.")
    jules.phone.sync()
    jules.phone.bridge.put_away(numbers)
    doorways = _open(robin, jules, "doorways", Tier.WHOLE, line="A soft one.")
    jules.phone.bridge.say(doorways, "heard", "You would like to be held without it having to lead anywhere.")
    gone = _offer(robin, "list", Tier.TOPIC)
    robin.phone.sync()
    robin.phone.bridge.withdraw(gone)
    _offer(robin, "session", Tier.SENTENCE, text="I would like us to try one single session.",
           minutes=20, hope="listen", line="You can say no, and I will still make soup.")  # fmt: skip
    for teller in (robin, jules, robin):
        teller.phone.sync()


def _at_the_same_moment(robin: Teller, jules: Teller) -> None:
    together = jules.phone.togethers.propose("being-heard")
    for teller in (jules, robin):
        teller.phone.sync()
    jules.phone.togethers.lock(together, jules.entries["thin"], Tier.WHOLE)
    robin.phone.togethers.lock(together, robin.entries["listen"], Tier.WHOLE)
    for teller in (jules, robin):
        teller.phone.sync()
        teller.phone.togethers.say_now(together)
    for teller in (robin, jules):
        teller.phone.sync()


def _offer(author: Teller, entry: str, tier: Tier, *, text: str = "", **cover: object) -> str:
    about = {"minutes": 15, "tone": "tender", "hope": "listen", "line": "", **cover}
    return author.phone.bridge.offer(author.entries[entry], tier, text=text, cover=about, release=ASK)


def _open(author: Teller, hearer: Teller, entry: str, tier: Tier, *, text: str = "", line: str = "") -> str:
    offer = _offer(author, entry, tier, text=text, line=line)
    hearer.phone.sync()
    hearer.phone.bridge.accept(offer)
    author.phone.sync()
    author.phone.bridge.release(offer)
    hearer.phone.sync()
    return offer


def _first_try(author: Teller, hearer: Teller, offer: str) -> None:
    hearer.phone.bridge.say(offer, "heard", "You were angry with me about the car.")
    author.phone.sync()
    author.phone.bridge.say(offer, "not-quite", "Not angry. I was frightened, and had no words yet.")
    hearer.phone.sync()


def _talk(author: Teller, hearer: Teller, offer: str, *, heard: str, answer: str) -> None:
    hearer.phone.bridge.say(offer, "heard", heard)
    author.phone.sync()
    author.phone.bridge.say(offer, "yes")
    hearer.phone.sync()
    hearer.phone.bridge.say(offer, "answer", answer)
    author.phone.sync()
