"""Who holds which role in what, by the grammar of the clause that says so."""

from pipeline.facts.masking import Masked
from pipeline.facts.nominals import admitted, attendant, nominal, reverse
from pipeline.facts.states import belonging, charges, circumstances, gifts
from pipeline.facts.stating import Held
from pipeline.facts.verbs import active, compounds, passive

_READERS = (active, charges, passive, nominal, admitted, reverse, belonging, gifts, compounds)
_DEPENDENT = (attendant, circumstances)


def held(sentence: Masked) -> list[Held]:
    """Every role the sentence gives to somebody, but offices of persons (``offices``)."""
    plain = [one for reader in _READERS for one in reader(sentence)]
    return [*plain, *(one for reader in _DEPENDENT for one in reader(sentence, plain))]
