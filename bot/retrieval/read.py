"""One file an officer gives → its text; every bad file is one clear sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.retrieval.encoding import decode
from bot.retrieval.errors import UnreadableFile
from bot.retrieval.word_file import read_word

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 20 * 1024 * 1024
PLAIN = frozenset({".txt", ".md", ".markdown"})
WORD = ".docx"


def read_text(path: Path) -> str:
    """The text of a .txt, .md or .docx.

    Raises:
        UnreadableFile: missing, a folder, empty, too large, of another kind, damaged, or in no known encoding.
    """
    ending = path.suffix.lower()
    if not path.exists():
        raise UnreadableFile(f"找不到文件 {path.name}，请核对文件名和所在位置")
    if not path.is_file():
        raise UnreadableFile(f"{path.name} 是文件夹，请逐个给出里面的文件")
    if ending not in PLAIN and ending != WORD:
        raise UnreadableFile(f"{path.name} 的格式不支持，请另存为 .docx、.txt 或 .md 再发")
    try:
        size = path.stat().st_size
        if size == 0:
            raise UnreadableFile(f"{path.name} 是空文件，请确认内容已保存后再发")
        if size > MAX_BYTES:
            raise UnreadableFile(f"{path.name} 超过 20 MB，请删去图片或拆成几个文件再发")
        text = read_word(path) if ending == WORD else decode(path.read_bytes())
    except OSError as error:
        raise UnreadableFile(f"{path.name} 读不出来，请检查文件权限后再试") from error
    if text is None:
        raise UnreadableFile(f"{path.name} 的文字编码认不出来，请用记事本打开，另存为 UTF-8 编码再发")
    if not text.strip():
        raise UnreadableFile(f"{path.name} 里没有文字，请确认内容已保存后再发")
    return text
