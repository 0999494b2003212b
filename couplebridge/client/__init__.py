"""The reference client: formats, keys, a session against a server, and nothing of the server itself.

It owns every byte format of docs/protocol.md as Python, so that an export can be opened
without a browser and without a server. It never imports Flask, a model or a service, and
never prints, logs or represents a secret.
"""
