"""The people of the client's unit tests: alice and bob are a couple, mallory is someone else."""

from couplebridge.client.identity import Identity, generate_identity
from couplebridge.client.keyring import Keyring

SPACE, OTHER_SPACE = bytes([1]) * 16, bytes([2]) * 16
RECORD, OTHER_RECORD = bytes([3]) * 16, bytes([4]) * 16
ALICE_ID, BOB_ID, MALLORY_ID = bytes([5]) * 16, bytes([6]) * 16, bytes([7]) * 16
KEY, OTHER_KEY = bytes([8]) * 32, bytes([9]) * 32

ALICE: Identity = generate_identity(ALICE_ID, 1)
BOB: Identity = generate_identity(BOB_ID, 1)
MALLORY: Identity = generate_identity(MALLORY_ID, 1)
KEYRING = Keyring(ALICE_ID, 1, KEY)
