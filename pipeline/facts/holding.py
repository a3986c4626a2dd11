"""Who holds which role in what, by the grammar of the clause that says so."""

from pipeline.facts.deeds import belonging, charges, compounds, gifts
from pipeline.facts.masking import Masked
from pipeline.facts.nominals import attendant, nominal, reverse
from pipeline.facts.stating import Held
from pipeline.facts.verbs import active, passive

_READERS = (active, charges, passive, nominal, reverse, belonging, gifts, compounds)


def held(sentence: Masked) -> list[Held]:
    """Every role the sentence gives to somebody, but offices of persons (``offices``)."""
    plain = [one for reader in _READERS for one in reader(sentence)]
    return [*plain, *attendant(sentence, plain)]
