"""The systems that Dateline is compared with: one peer per file, each a process that runs the same operations.

`protocol.py` defines a peer and its operations, `rows.py` the articles it indexes, `processes.py` how a benchmark talks
to it. A peer runs each operation in its best standard way, and refuses operations for which it has none.
"""
