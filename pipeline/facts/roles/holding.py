"""Who holds which role in what, by the grammar of the clause that says so."""

import re

from pipeline.facts.masking import Masked
from pipeline.facts.roles.gifts import gifts
from pipeline.facts.roles.nominals import admitted, attendant, bracketed, nominal, reverse
from pipeline.facts.roles.states import belonging, charges, circumstances, labels
from pipeline.facts.roles.stating import Held
from pipeline.facts.roles.verbs import active, compounds, passive

_UNNAMED = re.compile(r"\b(?:[iI]t|[wW]e|[A-Z]\w+-\w+ed)\b")
"""What holds a role without being a named thing of the sentence: 'it', 'the Swedish-led consortium'."""
_READERS = (labels, active, charges, passive, nominal, admitted, reverse, belonging, gifts, compounds)
_DEPENDENT = (attendant, circumstances)


def held(sentence: Masked) -> list[Held]:
    """Every role the sentence gives to somebody, but offices of persons (``offices``)."""
    if not (sentence.things or _UNNAMED.search(sentence.text)):
        return []
    plain = bracketed(sentence, [one for reader in _READERS for one in reader(sentence)])
    return [*plain, *(one for reader in _DEPENDENT for one in reader(sentence, plain))]
