"""A number of the text with its unit, range and comparator."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with all that belongs to it.

    Args:
        start, end: Offsets, comparator included.
        value, value_max: In plain units; ``value_max`` for ranges.
        comparator: =, >, >=, <, <= or ~.
        unit: ISO 4217, ``%`` or the symbol of a physical unit; null for a count.
        spelled: Whether the number is in words.
        scale: What a scale word behind the digits multiplied them by ('million').
        noun: What a share is of, where that stands inside it ('one visitor in five').
    """

    start: int
    end: int
    value: float
    value_max: float | None
    comparator: str
    unit: str | None
    spelled: bool = False
    scale: float = 1
    noun: str | None = None

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency."""
        return self.unit is not None and bool(re.fullmatch("[A-Z]{3}", self.unit))
