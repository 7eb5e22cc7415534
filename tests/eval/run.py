"""`python -m tests.eval.run [--only NAME]`: prints the table of what the product is worth; exits 1 if a bar is not met.

Each room has a file here with a function that yields its rows.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable

from tests.chaos.machines import machine
from tests.eval import documents, drafts, facts, guard, intake, notices, privacy, search, search_bench, streaming, thumb
from tests.row import HEAD, Row, show

MOST_NOTES = 40
EVALUATIONS: dict[str, Callable[[], Iterable[Row]]] = {
    "documents": documents.rows,
    "drafts": drafts.rows,
    "facts": facts.rows,
    "guard": guard.rows,
    "intake": intake.evaluate,
    "notices": notices.rows,
    "privacy": privacy.rows,
    "search": search.evaluate,
    "search_bench": search_bench.evaluate,
    "streaming": streaming.rows,
    "thumb": thumb.rows,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.eval.run")
    parser.add_argument("--only", action="append", choices=EVALUATIONS)
    options = parser.parse_args()
    show(f"{machine()}\n\n{HEAD}")
    rows: list[Row] = []
    notes: list[str] = []
    for name in options.only or EVALUATIONS:
        for row in EVALUATIONS[name]():
            show(row.line())
            notes += [f"- {row.name}: {note}" for note in row.notes[:MOST_NOTES]]
            rows.append(row)
    show("\n".join(("", *dict.fromkeys(notes))))
    return 0 if all(row.ok for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
