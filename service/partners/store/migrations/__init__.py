"""Bring the partners' tables up to date. A change of `tables.py` needs a file in `versions/`."""

from content.store.migrating import Migrations
from service.partners.store.tables import SCHEMA

_ours = Migrations("service.partners.store:migrations", SCHEMA.version_table)

head = _ours.head
current = _ours.current
upgrade = _ours.upgrade
