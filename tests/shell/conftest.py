"""The same real Redis as for the tests of the store."""

from tests.storage.conftest import client, store

__all__ = ["client", "store"]
