"""Bring the articles' tables up to date.

A change of `tables.py` needs a file in `versions/`, numbered one up, and `tables.SCHEMA` set to it.
"""

from content.store.migrating import Migrations
from content.store.tables import VERSION_TABLE

_ours = Migrations("content.store:migrations", VERSION_TABLE)

head = _ours.head
current = _ours.current
upgrade = _ours.upgrade
config = _ours.config
