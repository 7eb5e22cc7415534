"""Names of people, organisations, honours, 《documents》 and “quoted” words must have been said.

A name may be shortened or masked (王某某 for 王强), never lengthened: 医院 does not become 市人民医院.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.drafting.guard.finding import Hit
from bot.retrieval.characters import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.drafting.guard.case import Case
    from bot.drafting.guard.lexicon import NameWords

_TITLE = re.compile(r"《([^《》\n]{1,80})》")
_QUOTED = re.compile(r"“([^“”\n]{1,200})”|\"([^\"\n]{1,200})\"|「([^「」\n]{1,200})」")
_QUOTES = ("“", '"', "「")
_UNION = re.compile("(?:分?工会|工会小组|委员会|小组|分会|联合会)+$")
_MASKED = re.compile(r"([\u3400-\u9fff]{1,2}?)[某×*]+")
_SERVING = ("中心", "工会", "委员会", "公司", "车间", "厂", "局", "社区", "站")
_LONGEST_ORGANISATION = 12


def unknown_documents(case: Case) -> Iterator[Hit]:
    """《Titles》 that were not said; 中华人民共和国工会法 is what 工会法 means."""
    leads = case.lexicon.names.document_leads
    for found in _TITLE.finditer(case.text):
        if not _is_said_title(found[1], leads, case):
            yield Hit("document", found.start(), found.end())


def unknown_quotes(case: Case) -> Iterator[Hit]:
    """Words in quotation marks that nobody said: an invented name, or words put into somebody's mouth."""
    terms = {bare(term) for term in case.lexicon.names.terms}
    for found in _QUOTED.finditer(case.text):
        words = next(filter(None, found.groups()))
        if bare(words) and bare(words) not in terms and not case.known.said.has(words):
            yield Hit("quote", found.start(), found.end(), kind="name")


def unknown_names(case: Case) -> Iterator[Hit]:
    """People whom nobody named, as far as the fact reader sees them, and whoever is said to lead (由卫东升负责)."""
    for one in case.written:
        fact = one.fact
        if fact.kind is FactKind.NAME and not fact.text.startswith(_QUOTES) and not _is_said_name(fact.value, case):
            yield Hit("name", fact.start, fact.end)
    words = case.lexicon.names
    for pattern in words.leading:
        for found in pattern.finditer(case.text):
            if not found[1].endswith(words.anybody) and not _is_said_name(found[1], case):
                yield Hit("name", *found.span(1))


def unknown_organisations(case: Case) -> Iterator[Hit]:
    """Organisations that nobody named (市人民医院 where 医院 was said), by their endings and by the fact reader."""
    words = case.lexicon.names
    if not words.organisations:
        return
    spans = list(_organisations(case.text, words))
    ends = {end for _, end in spans} | {found.end() for found in _any_ending(words).finditer(case.text)}
    ended = re.compile(f"(?:{'|'.join(words.organisations)})$")
    # What the reader sees besides: names in which a sign stands that mostly belongs to the sentence (万通集团).
    spans += [
        (fact.start, fact.end)
        for one in case.written
        if (fact := one.fact).kind is FactKind.ORG
        and _is_own(fact.value, words)
        and (fact.end in ends or not ended.search(fact.value))
        and not fact.value.startswith(words.organisation_leads)
        and not any(start < fact.end and fact.start < end for start, end in spans)
    ]
    for start, end in spans:
        name = _without_doing(case.text[start:end], words)
        if ended.sub("", name) in words.organisation_generic:
            continue
        if not any(map(case.known.said.has, _forms(name, words.short))):
            yield Hit("organisation", start, end, kind="org")


def _any_ending(words: NameWords) -> re.Pattern[str]:
    return re.compile("|".join(sorted(words.organisations, key=len, reverse=True)))


def _is_own(name: str, words: NameWords) -> bool:
    """Whether what stands before the ending is a name (三车间工会), not the end of a sentence (培训工会)."""
    own = _UNION.sub("", name)
    return own == name or own[-1:] in set(words.organisation_kinds)


def _without_doing(name: str, words: NameWords) -> str:
    """What stands behind the last word of doing in it, if that is a name: 职工服务中心 of 前建成职工服务中心."""
    ends = (name.rfind(doing) + len(doing) for doing in words.organisation_doings if doing in name)
    ended = re.compile(f".+(?:{'|'.join((*words.organisations, *_SERVING))})")
    return next((name[end:] for end in sorted(ends, reverse=True) if ended.fullmatch(name, end)), name)


def _forms(name: str, short: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The name, and what it may have been called for short."""
    yield name
    for ending, shorter in short.items():
        if name.endswith(ending):
            yield from (name.removesuffix(ending) + form for form in shorter)


def _organisations(text: str, words: NameWords) -> Iterator[tuple[int, int]]:
    """Each ending with the signs before it that belong to a name; an ending alone names nobody."""
    endings = "|".join(sorted(words.organisations, key=len, reverse=True))
    stops = re.escape(words.organisation_stops)
    pattern = re.compile(rf"(?:(?![{stops}])[\u3400-\u9fff]){{1,{_LONGEST_ORGANISATION}}}?(?:{endings})+")
    for found in pattern.finditer(text):
        yield found.span()


def _is_said_title(title: str, leads: tuple[str, ...], case: Case) -> bool:
    core = title
    for lead in leads:
        core = core.removeprefix(lead)
    return case.known.said.has(title) or (len(core) > 1 and case.known.said.has(core))


def _is_said_name(name: str, case: Case) -> bool:
    masked = _MASKED.fullmatch(name)
    return case.known.said.has(masked[1] if masked else name)
