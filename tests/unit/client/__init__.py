"""A package, so that these tests can share cast.py and keep short names."""
