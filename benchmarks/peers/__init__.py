"""What Dateline is measured beside: one peer a file, each a process that answers the same operations.

`protocol.py` says what a peer is and what it is asked, `rows.py` what it is given to index, `processes.py` how a
benchmark talks to it. A peer does each operation with the best of its own standard means, and refuses what it has none
for.
"""
