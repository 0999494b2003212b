"""./run bench: the server in its production form, driven by sealed records, beside the ceilings of the same machine.

Loopback only; bounded in count and time; every server it starts ends with it. No timing is an assertion anywhere.
"""
