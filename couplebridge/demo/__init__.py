"""A believable couple for `./run demo`: what they wrote, and how it is written through the reference client.

robin.txt and jules.txt hold one entry a line: days ago / size | topic | feelings | what happened | what I felt |
beneath it | what I long for | my part | tags. A word with @ in front names an entry that story.py comes back to.
"""
