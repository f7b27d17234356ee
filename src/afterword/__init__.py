"""Afterword: mock interviews whose hiring notes reach the candidate."""

import sys

import pysqlite3
import pysqlite3.dbapi2

# Python's own sqlite3 may link a SQLite whose WAL can be corrupted by two connections that reset
# it at once (3.7.0 to 3.51.2). The wheel carries a fixed build; `afterword check` names it.
sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
