"""The topic points of version 1, a static table.

Protocol, "Echo": RFC 9380, P256_XMD:SHA-256_SSWU_RO_, DST
`CB1-TOPIC-V01-with-P256_XMD:SHA-256_SSWU_RO_`. Nobody knows a relation between two of them; a
topic is added only as a new list version.
"""

LIST_VERSION = 1

TOPIC_POINTS: dict[str, bytes] = {
    name: bytes.fromhex(x)
    for name, x in {
        "money": "d491efea5befefee8276e9b5b551065e2852de6fb65a636b6f065770edbf05c2",
        "chores": "651594ace98cd1ab16f8fc7bb72de0b476322bf1e7c00422b5f2b5c8c2bff839",
        "closeness": "26a8a2042e661fba3e2c91737abaf173b45a6e0beae9cdd414634db11baae55c",
        "sex": "c830e2c4c0859d72efff80ca1c85a17cb2191e0234f409a2e84e98b9d54fc710",
        "wider-family": "0f9466310592f4f7fbc43786c2cd6cd4f13f615de4e483d0898ad27096bef341",
        "parenting": "a68d7bfd94b6f186b78a8a2af88c3cc596d924e1ecdaadc508e603b2e836b9c6",
        "trust": "f2d6f38f4e383586a739f19cc75fc6bac8040e96a3c596ade6d788dda193db5e",
        "plans": "86cb33a77a9d7fa57c6a783a32eadc8119a5cc61a345e1565b2351d43d4dcc69",
        "time-together": "6b082fdb87f569906c20c6d59eab179e08a1134a8ce92af4522850eeb77e2f2f",
        "being-heard": "37b58be502832cef0ef76b7dcd61a9e15718d32f599401ba90ce554416fa2e85",
        "arguments": "2e132c919fa4ac573994f359a29d369160c407aefefade29cc9b86084d9e42e1",
        "health": "aa2e6b82b5cea02494efac6e339290b3aa7dfb8912de7a2d6280dcd296465098",
        "work": "2623f8b27ddf2deebae4621f697c044a18a7dd042e3f6734592ba3a85bfa27b3",
        "habits": "391e4c944cf4e6ee4a242365fac1f52a1d484848ad19b297cb14ec50d04ef2c2",
        "living-arrangements": "c9f9fdf506dfcd4350c2d474930d4c6b19023f780ade75ff1246cfc54f84f2ba",
        "outside-help": "ce1d552a32058a8da48544dc10037f68ec1710865ab0068090586b0d130278aa",
    }.items()
}
