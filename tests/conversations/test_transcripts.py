from __future__ import annotations

from pathlib import Path

import pytest

from tests.conversations.stage import Stage

TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_written(path, house):
    Stage(house).play(path.read_text(encoding="utf-8"))


def test_a_transcript_that_is_not_true_fails(house):
    with pytest.raises(AssertionError, match="line 2"):
        Stage(house).play("官：/start\n机：这句话机器人不会说")
