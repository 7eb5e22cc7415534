"""Versions of a drafted section: a new one, an older one put back. None is ever lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.drafted import Author, Draft, DraftSection, Version, marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.state import Paper, Said

FIRST = -1
"""In `Version.after`: made from none."""


def section_of(draft: Draft, section: str) -> DraftSection | None:
    """A section as it is now."""
    return next((one for one in draft.sections if one.id == section), None)


def versions_of(draft: Draft, section: str) -> tuple[Version, ...]:
    """All versions of a section by their numbers; none of one that was never revised."""
    return tuple(one for one in draft.versions if one.section == section)


def with_version(draft: Draft, version: Version) -> Draft:
    """The draft with a new version of a section, made from the one that stands there now."""
    now = section_of(draft, version.section)
    assert now is not None  # noqa: S101  only drafted sections are revised
    versions = draft.versions
    if not versions_of(draft, now.id):
        versions = (*versions, Version(now.id, now.text, now.by))
    count = sum(one.section == now.id for one in versions)
    versions = (*versions, replace(version, after=now.version))
    return put(replace(draft, versions=versions), replace(now, version=count))


def put(draft: Draft, section: DraftSection) -> Draft:
    """The draft with another of its versions in a section's place: the one that `section` names by its number."""
    version = versions_of(draft, section.id)[section.version]
    section = replace(section, text=version.text, by=version.by)
    sections = tuple(section if one.id == section.id else one for one in draft.sections)
    text = "\n".join(one.text for one in sections)
    return replace(draft, sections=sections, missing=marks(text, "待补"), to_verify=marks(text, "待核实"))


def before(draft: Draft, section: DraftSection) -> int:
    """The number of the version that a section was made from, -1 for none."""
    versions = versions_of(draft, section.id)
    return versions[section.version].after if versions else FIRST


def carried(old: Draft | None, new: Draft) -> tuple[Draft, tuple[str, ...]]:
    """A new draft with the versions of the one before.

    A section whose answers make the same text as before, or the text that stands there, stays as it was revised;
    another has the revised one as its version before.

    Returns:
        The draft, and the titles of the sections that were revised and are written anew.
    """
    if old is None or not old.versions:
        return new, ()
    draft, titles = replace(new, versions=old.versions), []
    for section in new.sections:
        own, was = versions_of(old, section.id), section_of(old, section.id)
        if not own or was is None:
            continue
        drafted = [one.text for one in own if not one.wish]
        if section.text in {drafted[-1], was.text}:
            draft = put(draft, was)
            continue
        if own[was.version].wish:
            titles.append(section.title)
        again = Version(section.id, section.text, section.by, was.version)
        draft = put(replace(draft, versions=(*draft.versions, again)), replace(section, version=len(own)))
    return draft, tuple(titles)


def own_words(paper: Paper) -> Iterator[Said]:
    """The officer's own wordings that stand in the draft, or that what stands there was made from."""
    draft = paper.draft
    if draft is None:
        return
    for section in draft.sections:
        own = {version.message for version in _line(draft, section) if version.by is Author.OFFICER}
        yield from (said for said in paper.remarks if said.message in own)


def _line(draft: Draft, section: DraftSection) -> Iterator[Version]:
    """The version that stands there and those it was made from, back to what was drafted from the answers."""
    versions, number = versions_of(draft, section.id), section.version
    while versions and versions[number].wish:
        yield versions[number]
        number = versions[number].after
