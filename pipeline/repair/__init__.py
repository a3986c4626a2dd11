"""From placed words to text as a careful person would type it, every difference on record."""
