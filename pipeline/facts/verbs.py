"""Roles that verbs give: 'A chairs B', 'B is chaired by A and co-chaired by C', 'B, which A will host'."""

import re
from collections.abc import Iterator, Sequence

from pipeline.facts.clusters import PLACES
from pipeline.facts.countries import common_names, demonyms
from pipeline.facts.masking import HOLDER, PERSON, Masked, Thing
from pipeline.facts.phrases import DETERMINER, SIGN, modified, phrase, subject
from pipeline.facts.rolewords import (
    ACTIVE_VERB,
    ADVERBS,
    AGENT,
    ASIDE,
    BE,
    PASSIVE_VERB,
    SUBJECTS,
    VERB_PHRASE,
    objects,
    words,
)
from pipeline.facts.stating import (
    QUANTITY,
    Bounds,
    Held,
    antecedent,
    clause_subject,
    fitting,
    holders,
    introduced,
    is_name,
    is_one_of,
    subjects,
)

_ACTIVE = re.compile(rf"(?P<who>{SUBJECTS}){ASIDE}\s{VERB_PHRASE}{ACTIVE_VERB}")
_RELATIVE = re.compile(
    rf"(?P<who>{SIGN})?(?:\s\([^()]{{1,60}}\))?,?\s(?P<pronoun>who|which)\s{VERB_PHRASE}{ACTIVE_VERB}"
)
_AS = re.compile(r"\sas\s")
_AND_ACTIVE = re.compile(rf"(?:,?\sand|,)\s{ADVERBS}{ACTIVE_VERB}")
_PASSIVE = re.compile(rf"(?<![\w-]){PASSIVE_VERB}(?:\s(?!by\b)[^\s.;:]+){{0,9}}?{AGENT}", re.I)
_PART = r"(?:\s(?:[\d.,]+(?:\s?%|\sper\scent)?|half|rest|remainder|third|quarter|balance|part|the|a|one|of|it)){0,4}"
"""What share of something: 'half by A and the rest by B'."""
_AND_AGENT = re.compile(rf"(?:,[^;.]{{2,60}}?,?)?,?\sand{_PART}{AGENT}")
_BEFORE_PASSIVE = re.compile(rf"(?P<relative>,?\s(?:which|that|who|to))?\s?\b{BE}\s{ADVERBS}$")
_RESTRICTED = re.compile(rf"\s(?:that|which)\s(?!{DETERMINER}\s)[a-z]+\s[^,;.:()]*$")
"""What the subject's own clause says of it: 'the law that set up B was signed'."""
_COORDINATED = re.compile(r"(?:\band|,)\s(?:\w+ly\s)?$")
_AND_BEFORE = re.compile(r"\sand\s(?:\w+ly\s)?$")
_ARTICLE_BEFORE = re.compile(rf"\b{DETERMINER}\s$")
_NAMED_BEFORE = re.compile(rf"(?P<name>{SIGN}|(?:[A-Z][\w'-]+\s?){{1,5}}),\san?\s$")
_COMPOUND = re.compile(rf"(?:(?P<who>{SIGN})|(?<!\w)(?P<adjective>[A-Z]\w+))-{PASSIVE_VERB}\s")

_OFFICE_HOLDER = re.compile(rf"[^{PERSON}{HOLDER}]*(?!Professor|Prof|Doctor|Dr|Sir|Dame)[A-Z]\w+,?\s[{PERSON}]")
"""A person with the office ('headed by Executive Director NAME'), which says all that 'headed' does."""
_SINGULAR = re.compile(r"[\w-]+s")
_COST = "cost"
"""The object of verbs that say who pays, not for what."""
_FOR_TOWNS = frozenset({"host", "co-host", "chair", "co-chair", "member", "signatory"})
"""Roles that a verb gives a town."""
_NOT_FOR_PERSONS = frozenset({"coordinator", "signatory", "member", "funder"})
"""Roles that the verb alone does not give a person: to coordinate is what an office brings."""


def active(sentence: Masked) -> Iterator[Held]:
    """Roles of the subjects of verbs."""
    for match in _ACTIVE.finditer(sentence.text):
        who, start = subjects(sentence, match, singular=bool(_SINGULAR.fullmatch(match["verb"])))
        body = antecedent(sentence.text, start)
        if body:
            yield from _given(sentence, who, match["verb"], body, (body[0], match.end()))
        else:
            yield from _verb_phrase(sentence, who, match, start)
    for match in _RELATIVE.finditer(sentence.text):
        one = _antecedent(sentence, match)
        if one:
            yield from _verb_phrase(sentence, [one], match, match.start("pronoun"))


def _antecedent(sentence: Masked, match: re.Match[str]) -> Thing | None:
    """Whom 'who' or 'which' stands for: the last person before it, or the thing right before it."""
    if match["pronoun"] == "which":
        return sentence.things[match["who"]] if match["who"] else None
    persons = re.findall(f"[{PERSON}]", sentence.text[: match.end()])
    return sentence.things[persons[-1]] if persons else None


def _verb_phrase(sentence: Masked, who: Sequence[Thing], match: re.Match[str], start: int) -> Iterator[Held]:
    """The verb's role, and those of the verbs coordinated with it."""
    verb: re.Match[str] | None = match
    while verb:
        body = None if QUANTITY.match(sentence.text, verb.end()) else fitting(sentence.text, verb.end())
        end = body[1] if body else verb.end()
        yield from _given(sentence, who, verb["verb"], body, (start, end))
        verb = _AND_ACTIVE.match(sentence.text, end)
        start = verb.start("verb") if verb else start


def _given(sentence: Masked, who: Sequence[Thing], verb: str, body: Bounds | None, evidence: Bounds) -> Iterator[Held]:
    role = words("active")[verb]
    wanted = objects("active").get(verb, "")
    able = [one for one in who if not (one.label == "PERSON" and (role in _NOT_FOR_PERSONS or wanted))]
    able = [one for one in able if one.label not in PLACES or role in _FOR_TOWNS]
    otherwise = role == "member" and body and _AS.match(sentence.text, body[1])
    if body and able and not otherwise and _fits(sentence, wanted, body):
        named = is_name(sentence.text, body) and not is_one_of("treaty", sentence, body)
        acceded = verb.startswith("acced") and named
        role = "member" if acceded else _of_panel(sentence, verb, role, body)
        yield Held(able, role, body, evidence, 0.85)


def _fits(sentence: Masked, wanted: str, body: Bounds) -> bool:
    """Whether what is run, signed or joined is something that has those who run, sign or join it."""
    pronoun = sentence.text[slice(*body)].lower() in ("it", "them", "this")
    return (
        not wanted or pronoun or is_one_of(wanted, sentence, body) or (wanted != _COST and is_name(sentence.text, body))
    )


def _of_panel(sentence: Masked, verb: str, role: str, body: Bounds | None) -> str:
    """The role of a verb; who heads a panel is in its chair."""
    return "chair" if verb.startswith("head") and body and is_one_of("panel", sentence, body) else role


def passive(sentence: Masked) -> Iterator[Held]:
    """Roles of the agents of participles."""
    text, body, floor = sentence.text, None, 0
    for match in _PASSIVE.finditer(text):
        verb = match["verb"].lower()
        start, found = _said_of(sentence, match, floor)
        body = found or body
        wanted = objects("passive").get(verb, "")
        kept = body and wanted == "undertaking" and sentence.text[slice(*body)].lower() in words("charge")
        if kept or (body and not _fits(sentence, wanted, body)) or (wanted == _COST and not found):
            continue  # who runs a secretariat holds it (``charges``)
        if wanted == _COST:
            body = None
        agent: re.Match[str] | None = match
        while agent:
            floor = agent.end("who")
            role = _of_panel(sentence, verb, words("passive")[verb], body)
            if not (role in ("lead", "chair") and _OFFICE_HOLDER.match(agent["who"])):
                yield Held(holders(sentence, agent), role, body, (start, floor), 0.9 if body else 0.6)
            agent = _AND_AGENT.match(text, floor)
            start = agent.start() if agent else start


def _said_of(sentence: Masked, match: re.Match[str], floor: int) -> tuple[int, Bounds | None]:
    """Where the clause begins and what its participle is said of; None where that was said before ('and led by')."""
    text, place = sentence.text, match.start()
    if floor and text[floor - 1] in sentence.things and not text[floor:place].strip():
        return floor - 1, (floor - 1, floor)
    if place == 0:
        return 0, introduced(text, match.end()) or _further(text, match.end())
    before = _BEFORE_PASSIVE.search(text, floor, place)
    if before and not before["relative"]:
        restricted = _RESTRICTED.search(text, floor, before.start())
        found = modified(text, restricted.start()) if restricted else subject(text, before.start(), floor)
    elif not before and floor and _COORDINATED.search(text[floor:place]):
        return place, None
    elif not before and _AND_BEFORE.search(text, 0, place):
        found = clause_subject(text, place)
    else:
        found = modified(text, before.start() if before else place, floor)
    found = _apposed(text, found) or found
    return _with_determiner(text, found[0], floor) if found else place, found


def _apposed(text: str, found: Bounds | None) -> Bounds | None:
    """The name that a phrase explains: of 'NAME, a joint venture led by', the name."""
    name = _NAMED_BEFORE.search(text, 0, found[0]) if found else None
    return name.span("name") if name else None


_AND_PARTICIPLE = re.compile(rf"\sand\s(?:\w+ly\s)?{PASSIVE_VERB}{AGENT}")


def _further(text: str, place: int) -> Bounds | None:
    """What two participles that open a sentence are said of: 'Funded by A and run by B, the …'."""
    second = _AND_PARTICIPLE.match(text, place)
    return introduced(text, second.end()) if second else None


def _with_determiner(text: str, place: int, floor: int) -> int:
    determiner = _ARTICLE_BEFORE.search(text[floor:place])
    return floor + determiner.start() if determiner else place


def compounds(sentence: Masked) -> Iterator[Held]:
    """'the Swedish-led consortium': led by the country the adjective is of."""
    for match in _COMPOUND.finditer(sentence.text):
        who = sentence.things[match["who"]] if match["who"] else _by_adjective(match["adjective"])
        body = phrase(sentence.text, match.end())
        if who and body:
            yield Held([who], words("passive")[match["verb"]], body, (match.start(), body[1]), 0.8)


def _by_adjective(adjective: str) -> Thing | None:
    code = demonyms().get(adjective)
    return Thing(0, 0, common_names()[code], "COUNTRY", common_names()[code], code) if code else None
