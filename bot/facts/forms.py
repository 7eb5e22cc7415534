"""The forms said of all units, and a pattern for any of them. Read by every rule that must know what a unit is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.facts.amounts import one_of

if TYPE_CHECKING:
    from bot.facts.units import Unit, Units

# 个 may be parted from its noun: 3个半小时, 3个多月.
INFIXES = ("半", "多")


def forms_of(units: Units) -> dict[str, Unit]:
    """Every form said, with its unit."""
    forms = {form: unit for unit in units.unit for form in unit.forms}
    parted = {
        f"个{infix}{form[1:]}": unit
        for form, unit in forms.items()
        if form[0] == "个" and unit.fraction
        for infix in INFIXES
    }
    return forms | parted


def infix_of(form: str, unit: Unit) -> str:
    """半 of 个半小时; "" where nothing parts the form."""
    return "" if form in unit.forms or form[0] != "个" else form[1]


def any_unit(units: Units) -> str:
    """A pattern for any form where it is a unit (3名, but not 3名单), the longest first."""
    forms = forms_of(units)
    free = {form for form, unit in forms.items() if len(form) == 1 and not unit.not_before}
    others = sorted(forms.keys() - free, key=lambda form: (-len(form), form))
    return "|".join([*(_unless(form, forms[form]) for form in others), *filter(None, [one_of(free)])])


def unit_begins(units: Units) -> str:
    """A pattern for the first sign of any form: it compiles fast, where a few words too many do no harm."""
    return one_of({form[0] for form in forms_of(units)})


def unit_like(units: Units) -> str:
    """A pattern for any form, whatever follows: for the first unit of a range, behind which stands the range's sign."""
    return one_of(forms_of(units))


def _unless(form: str, unit: Unit) -> str:
    return re.escape(form) + (f"(?!{one_of(unit.not_before)})" if unit.not_before else "")
