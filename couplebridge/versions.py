"""Which protocol this server speaks, and the oldest one that it still answers (docs/protocol.md, Old and new clients).

PROTOCOL goes up with a change that an older client cannot live with; OLDEST_CLIENT follows one release later at the
earliest, so that whoever opens the app once between two releases never meets a refusal (the contract test of versions).
The browser's number is in static/js/core/protocol.js, and in its service worker.
"""

PROTOCOL = 2
TOGETHER_SINCE = 2
OLDEST_CLIENT = 1
CLIENT_HEADER = "CB-Client"
