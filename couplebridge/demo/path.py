"""What the demonstration couple has done on its path: steps ticked, three therapists on the list, one page begun,
and a time to talk proposed."""

from datetime import UTC, datetime, timedelta

from couplebridge.client.encoding import b64url_encode
from couplebridge.client.phone import Phone

CARDS = (
    {"name": "Ada Linde", "practice": "Practice by the park", "phone": "+49 341 0000001", "street": "Am Park 3",
     "postcode": "04109", "city": "Leipzig", "fee": 120, "currency": "EUR", "formats": ["in-person", "video"],
     "trainings": ["eft"], "accepting": "yes", "evenings": "yes", "seesAlone": "no",
     "call-first": "Ninety minutes, the two of us, and nobody has to tell everything.", "found": "A friend"},
    {"name": "Ben Roth", "practice": "Harbour counselling", "phone": "+49 341 0000002", "city": "Leipzig", "fee": 90,
     "currency": "EUR", "formats": ["video"], "trainings": ["gottman"], "accepting": "yes", "waitingWeeks": 6,
     "evenings": "no", "seesAlone": "yes"},
    {"name": "Cleo Marsh", "phone": "+49 341 0000003", "city": "Halle", "fee": 110, "currency": "EUR",
     "slidingScale": "yes", "slidingFee": 70, "formats": ["in-person"]},
)  # fmt: skip


def step_id(key: str) -> str:
    """A step that stands there from the beginning (docs/protocol.md, Parts)."""
    return b64url_encode(key.encode().ljust(16, b"\0")[:16])


def walk(robin: Phone, jules: Phone) -> None:
    """Both tick, robin finds three, jules rings one; then everything is on both phones."""
    for phone, keys in (
        (robin, ("understand/first", "talk/hour", "look/three")),
        (jules, ("understand/first", "talk/hour")),
    ):
        me = b64url_encode(phone.holder.keyring.user_id)
        for key in keys:
            phone.parts.change(step_id(key), "step", {f"ticked:{me}": True})
    cards = [robin.parts.add("card", card) for card in CARDS]
    robin.parts.add("note", {"on": cards[0], "text": "Her voice on the phone was kind.", "place": 1})
    who = b64url_encode(jules.holder.keyring.user_id)
    jules.parts.add("contact", {"card": cards[1], "who": who, "how": "phone", "on": "2026-11-12", "next": "Ring again"})
    jules.parts.add("step", {"title": "Walk round the lake on Sunday", "stage": "talk", "kind": "joint", "order": "x"})
    robin.parts.add("step", {"title": "Tell my sister about it", "stage": "talk", "order": "x"}, own=True)
    _propose(jules)
    for phone in (robin, jules, robin, jules):
        phone.sync()


def _propose(phone: Phone) -> None:
    """Two evenings to come and a place: to be picked by whoever looks."""
    evening = (datetime.now(UTC) + timedelta(days=2)).replace(hour=18, minute=30, second=0, microsecond=0)
    times = [f"{evening + timedelta(days=days):%Y-%m-%dT%H:%M:00.000Z}" for days in (0, 2)]
    me = b64url_encode(phone.holder.keyring.user_id)
    about = {"times": times, "place": "The kitchen table, with the radio off", "zone": "Europe/Berlin"}
    phone.parts.add("moment", {f"asks:{me}": about})
