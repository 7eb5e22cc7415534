"""How much of anything is taken; bytes, seconds and signs."""

from __future__ import annotations

MEGABYTE = 1024 * 1024

MAX_BYTES = 20 * MEGABYTE  # Telegram lets a bot download no more
MAX_TEXT = 200_000

MAX_ENTRIES = 2_000
MAX_UNPACKED = 50 * MEGABYTE
MAX_RATIO = 100
SMALL_ENTRY = 64 * 1024  # below it a text that repeats itself swells beyond the ratio without any harm

MEMORY = 512 * MEGABYTE
CPU_SECONDS = 10
WALL_SECONDS = 11.0
AT_ONCE = 2

MAX_PAGES = 500
MAX_CELLS = 200_000
