"""The language of texts, by the share of their words that are a language's commonest, and what is in which.

Stop-word shares are the plainest of the known ways to tell languages and need no model; see Grefenstette, "Comparing
two language identification schemes" (JADT 1995).
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

COMMONEST = {
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er "
    "hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur",
    "en": "the of and to in is that for it as was with be by on not he his but at are this have from or had an they "
    "which one you were her all their there been if more when will would who so no has its can we our these than",
    "es": "de la que el en y los del se las por un para con no una su al es lo como más pero sus le ya este sí porque "
    "esta entre cuando muy sin sobre también hasta hay donde quien desde todo nos durante todos uno les ni contra son",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la aux avec "
    "son ou comme mais nous leur cette ces ont été être fait sa tout entre deux même aussi elle ses sans leurs",
    "it": "di e il la che in a per un è del non le si i una della con da sono al come più dei gli nel alla anche ha "
    "delle su lo ma dal se suo ed o questo tra due nella degli essere stato loro alle sua ai questa sui",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er die om ook als dan maar bij of uit nog naar "
    "door over ze zich hij heeft worden werd wordt tot deze kan meer onder dit hun geen al zo wat had wij",
    "pl": "i w na z do się nie że jest o to jak za od po przez dla są oraz ale przy tym co być może a był ich jego "
    "tak także już tylko ze lub które który która tego jej pod roku by we czy bardzo",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu "
    "sua ou ser quando muito há nos já está também só pelo pela até isso ela entre era depois sem mesmo aos são",
    "tr": "ve bir bu da de için ile olarak daha çok olan en gibi kadar sonra var ne her ya ancak veya göre o ise "
    "değil tarafından üzere olduğu ki yılında büyük hem ilk yeni arasında iki tüm diğer üzerinde",
}
_SETS = {language: frozenset(words.split()) for language, words in COMMONEST.items()}
_LANGUAGES = {word: [code for code in _SETS if word in _SETS[code]] for word in frozenset().union(*_SETS.values())}
_WORD = re.compile(r"[^\W\d_]+")

DEFAULT = "en"
"""What a text is read as that says too little to be told."""

OTHERS = tuple(sorted(COMMONEST.keys() - {DEFAULT}))
"""The other languages that can be told."""

MIN_WORDS = 15
"""Fewer words than this say nothing."""

MIN_SHARE, MIN_LEAD = 0.12, 1.3
"""Running text has a quarter to a half of such words; the runner-up of a text in one language has half as many."""

_BLOCK_WORDS, _BLOCK_LEAD = 25, 3.0
"""A block is believed to be in another language than its document only if it is long and leaves no doubt: names of
places and bodies bring the small words of their language with them."""

_ENOUGH = 20_000


def detect(text: str, *, min_words: int = MIN_WORDS, min_lead: float = MIN_LEAD) -> str | None:
    """The BCP 47 code of the main language, or None where the text is too short or none stands out.

    Args:
        text: Any text; of a long one only the beginning is looked at.
        min_words: Fewer words say nothing.
        min_lead: How many times as many of its commonest words a language must have as any other.
    """
    counts = Counter(word.lower() for word in _WORD.findall(text[: _ENOUGH * 10])[:_ENOUGH])
    total = counts.total()
    if total < min_words:
        return None
    spoken = dict.fromkeys(_SETS, 0)
    for word in counts.keys() & _LANGUAGES.keys():
        for code in _LANGUAGES[word]:
            spoken[code] += counts[word]
    shares = sorted((count / total, code) for code, count in spoken.items())
    (second, _), (best, code) = shares[-2:]
    return code if best >= MIN_SHARE and best >= min_lead * second else None


def languages_of(texts: Sequence[str]) -> list[str | None]:
    """The language of each block of a document: the document's own, unless the block is clearly in another."""
    main = detect(" ".join(texts))
    return [detect(text, min_words=_BLOCK_WORDS, min_lead=_BLOCK_LEAD) or main for text in texts]


def decimal_mark(language: str | None) -> str:
    """What parts whole from decimals: of the languages that can be told, all but English use a comma (Unicode CLDR)."""
    return "," if language in OTHERS else "."


def within(tables: Iterable[object], languages: Collection[str]) -> list[object]:
    """Tables of one document without the blocks in other languages, and without what stands in those.

    Args:
        tables: Inputs of a stage; where none of them has ``block`` and ``language`` they are given back as they are.
        languages: BCP 47 codes. A block whose language is not known counts as ``DEFAULT``.
    """
    listed = list(tables)
    told = [table for table in listed if isinstance(table, pa.Table) and {"block", "language"} <= {*table.schema.names}]
    if not told:
        return listed
    spoken = pc.is_in(pc.fill_null(told[0]["language"], DEFAULT), pa.array(sorted(languages), pa.string()))
    if pc.all(spoken).as_py():
        return listed
    blocks = told[0]["block"].filter(spoken).combine_chunks()
    return [_in_blocks(table, blocks) for table in listed]


def _in_blocks(table: object, blocks: pa.Array) -> object:
    if not (isinstance(table, pa.Table) and "block" in table.schema.names):
        return table
    return table.filter(pc.is_in(table["block"], blocks))
