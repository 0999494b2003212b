"""The app over HTTPS for the phones of the local network (./run --lan).

Browsers give cryptography, offline use and the camera only to safe addresses. This room owns finding this host's
address, the one plain page that says how a phone comes to trust it, and starting the server with the certificate.
It must never serve anything of the app itself without encryption.
"""
