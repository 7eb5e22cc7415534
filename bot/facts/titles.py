"""《Documents》, document numbers (〔2026〕12号) and names in quotation marks.

A quotation is a name only if it is short, is no sentence and holds no figure: otherwise a figure could hide in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.facts import FactKind

if TYPE_CHECKING:
    from bot.core.facts import Reading
    from bot.facts.page import Page

# One 《》 within another is how a notice on a document is named.
_DOCUMENT = re.compile(r"《((?:[^《》\n]|《[^《》\n]*》){1,80})》")
_NUMBER = re.compile(r"[〔\[(【]((?:19|20)[0-9]{2})[〕\])】] ?(?:第 ?)?([0-9]{1,4}) ?号")
_QUOTED = re.compile(r"“([^“”\n]{2,20})”|\"([^\"\n]{2,20})\"|「([^「」\n]{2,20})」")
_SENTENCE = re.compile(r"[，。；：！？,;:!?…]|^[0-9\W]+$")
_BLANK = re.compile(r"\s+")


class Documents:
    """Reads 《》 and document numbers."""

    def read(self, page: Page, _: Reading) -> None:
        """Take every document."""
        for match in _DOCUMENT.finditer(page.rest):
            title = _BLANK.sub("", page.text[match.start(1) : match.end(1)])
            if title:
                page.take(match.span(), FactKind.DOCUMENT, title, f"《{title}》")
        for match in _NUMBER.finditer(page.rest):
            number = f"〔{match[1]}〕{int(match[2])}号"
            page.take(match.span(), FactKind.DOCUMENT, number, number)


class Quotations:
    """Reads names in quotation marks; runs when all figures are taken."""

    def read(self, page: Page, _: Reading) -> None:
        """Take every quoted name."""
        for match in _QUOTED.finditer(page.plain):
            name = page.text[match.start() + 1 : match.end() - 1].strip()
            if name and page.is_free(*match.span()) and not _SENTENCE.search(name):
                page.take(match.span(), FactKind.NAME, name, f"“{name}”")
