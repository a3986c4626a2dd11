"""Roles that verbs give: 'A chairs B', 'B is chaired by A and co-chaired by C', 'B, which A will host'."""

import re
from collections.abc import Iterator, Sequence

from pipeline.facts.lexicon import name_words
from pipeline.facts.masking import HOLDER, PERSON, Masked, Thing
from pipeline.facts.names.clusters import PLACES
from pipeline.facts.names.countries import common_names, demonyms
from pipeline.facts.roles.offices import RANKS
from pipeline.facts.roles.phrases import DETERMINER, SIGN, modified, phrase, subject
from pipeline.facts.roles.stating import (
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
    is_when_or_where,
    subjects,
)
from pipeline.facts.rolewords import (
    ACTIVE_VERB,
    ADVERBS,
    AGENT,
    ASIDE,
    BE,
    LIST,
    OBJECTS,
    PASSIVE_VERB,
    SUBJECTS,
    VERB_PHRASE,
    objects,
    words,
)

_ACTIVE = re.compile(rf"(?P<who>{SUBJECTS}){ASIDE}\s{VERB_PHRASE}{ACTIVE_VERB}")
_RELATIVE = re.compile(rf"(?P<who>{LIST})?,?\s(?P<pronoun>who|which)\s{VERB_PHRASE}{ACTIVE_VERB}")
_AS = re.compile(r"\sas\s")
_FINANCES = re.compile(r"(?:co-)?(?:fund|financ|sponsor)")
"""Verbs whose object may be a count of things, which is what the money was for."""
_COUNT = re.compile(
    r"\s(?:(?:more|over|nearly|some|about|around|almost|up|at|than|to|least|most)\s)*\d[\d,.]*(?=\s[a-z])(?!\s(?:million|billion|thousand|per)\b)"
)
"""How many of them."""
_COMPANY = re.compile(rf"\s(?P<joint>(?:together|jointly|along)\s)?with\s(?P<who>{OBJECTS})")
"""With whom somebody does something: 'A runs B together with C'."""
_AND_ACTIVE = re.compile(rf"(?:,?\sand|,)\s{ADVERBS}{ACTIVE_VERB}")
_PASSIVE = re.compile(rf"(?<![\w-]){PASSIVE_VERB}(?:\s(?!by\b)[^\s.;:]+){{0,9}}?{AGENT}", re.I)
_PART = r"(?:\s(?:[\d.,]+(?:\s?%|\sper\scent)?|half|rest|remainder|third|quarter|balance|part|the|a|one|of|it)){0,4}"
"""What share of something: 'half by A and the rest by B'."""
_WHEN = r"(?:(?:,|\s(?=(?:in|from|since|until|between|during|for)\s))[^;.]{1,60}?,?)??"
_AND_AGENT = re.compile(rf"{_WHEN}(?:,?\sand|,\sthen){_PART}(?:\s(?:in|from|since|until)\s[\w\s]{{2,20}}?)?{AGENT}")
_BESIDE = re.compile(rf"(?<=[{PERSON}]),\s(?:the\s)?[^,;.{HOLDER}{PERSON}]{{3,60}},\sand\s(?P<who>{OBJECTS})")
"""Who is named behind a person and the person's office."""
_NEXT_DONE = re.compile(rf"(?:[,;]|,?\sand)\s(?P<body>(?:the|its|their)\s[^,;.]{{2,40}}?){AGENT}")
"""The same done to something else: 'the roof was paid for by A, the floor by B'."""
_BEFORE_PASSIVE = re.compile(rf"(?P<relative>,?\s(?:which|that|who|to))?\s?\b{BE}\s{ADVERBS}$")
_RESTRICTED = re.compile(rf"\s(?:that|which)\s(?!{DETERMINER}\s)[a-z]+\s[^,;.:()]*$")
"""What the subject's own clause says of it: 'the law that set up B was signed'."""
_COORDINATED = re.compile(rf"(?:\band|,)\s{ADVERBS}$")
_AND_BEFORE = re.compile(rf"\sand\s{ADVERBS}$")
_OPENED = re.compile(r"[A-Z]\w+ed\s(?:by|in|with|for|on)\s[^,;]*\sand\s(?:\w+ly\s)?")
"""A sentence that opens with another participle: 'Founded by A and' + 'led by B, the …'."""
_ARTICLE_BEFORE = re.compile(rf"\b{DETERMINER}\s$")
_NAMED_BEFORE = re.compile(rf"(?P<name>{SIGN}|(?:[A-Z][\w'-]+\s?){{1,5}}),\san?\s$")
_COMPOUND = re.compile(rf"(?:(?P<who>{SIGN})|(?<!\w)(?P<adjective>[A-Z]\w+))-{PASSIVE_VERB}\s")

_OFFICE_HOLDER = re.compile(rf"(?:(?:the|its|their)\s)?(?P<office>[^{PERSON}{HOLDER},]{{2,60}}),?\s[{PERSON}]")
"""A person behind the office: 'headed by Executive Director NAME'."""
_SINGULAR = re.compile(r"[\w-]+s")
_PLURAL = re.compile(r"[\w-]+(?<!s)(?<!ed)")
_BY_NOUN = frozenset({"cost", "event", "league"})
"""Objects that must be called such, whatever their name: what belongs to a firm is no member of it."""
_UNSAID = frozenset({"cost", "gift"})
"""Objects of verbs that say who pays or gives, not for what."""
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
        yield from _verb_phrase(sentence, _antecedents(sentence, match), match, match.start("pronoun"))


def _antecedents(sentence: Masked, match: re.Match[str]) -> Sequence[Thing]:
    """Whom 'who' or 'which' stands for: the last person before it, or the thing or, of a plural verb, things."""
    if match["pronoun"] == "which":
        things = sentence.listed(*match.span("who")) if match["who"] else []
        return things if _PLURAL.fullmatch(match["verb"]) else things[-1:]
    persons = re.findall(f"[{PERSON}]", sentence.text[: match.end()])
    return [sentence.things[one] for one in persons[-1:]]


def _verb_phrase(sentence: Masked, who: Sequence[Thing], match: re.Match[str], start: int) -> Iterator[Held]:
    """The verb's role, and those of the verbs coordinated with it."""
    verb: re.Match[str] | None = match
    while verb:
        body = _object(sentence.text, verb)
        end = body[1] if body else verb.end()
        company = _COMPANY.match(sentence.text, end)
        joint = holders(sentence, company) if company and (company["joint"] or verb["verb"].startswith("co-")) else ()
        yield from _given(sentence, [*who, *joint], verb["verb"], body, (start, company.end() if company else end))
        verb = _AND_ACTIVE.match(sentence.text, end)
        start = verb.start("verb") if verb else start


def _object(text: str, verb: re.Match[str]) -> Bounds | None:
    """What a verb is done to; a count of things only has somebody who pays: 'financed 38 pumps'."""
    counted = QUANTITY.match(text, verb.end())
    if counted and not _FINANCES.match(verb["verb"]):
        return None
    return fitting(text, (_COUNT.match(text, verb.end()) or verb).end())


def _given(sentence: Masked, who: Sequence[Thing], verb: str, body: Bounds | None, evidence: Bounds) -> Iterator[Held]:
    role = words("active")[verb]
    wanted = objects("active").get(verb, "")
    led = role == "lead" and body and is_name(sentence.text, body)
    able = [one for one in who if one.label != "PERSON" or led or not (role in _NOT_FOR_PERSONS or wanted)]
    able = [one for one in able if one.label not in PLACES or role in _FOR_TOWNS]
    able = [one for one in able if not (body and _AS.match(sentence.text, body[1]) and _said_as(one, role))]
    if body and able and _fits(sentence, wanted, body):
        named = is_name(sentence.text, body) and not is_one_of("treaty", sentence, body)
        acceded = verb.startswith("acced") and named
        role = "member" if acceded else _of_panel(sentence, verb, role, body)
        yield Held(able, role, body, evidence, 0.85)


def _said_as(one: Thing, role: str) -> bool:
    """Whether what 'as' says of a holder is the role: 'A joined B as an observer', 'A heads B as Director'."""
    return role == "member" or (one.label == "PERSON" and role == "lead")


def _fits(sentence: Masked, wanted: str, body: Bounds) -> bool:
    """Whether what is run, signed or joined is something that has those who run, sign or join it."""
    pronoun = sentence.text[slice(*body)].lower() in ("it", "them", "this")
    return (
        wanted in ("", "gift")
        or pronoun
        or is_one_of(wanted, sentence, body)
        or (wanted not in _BY_NOUN and is_name(sentence.text, body))
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
        kept = body and wanted == "undertaking" and _head(text, body) in words("charge")
        if kept or (body and not _fits(sentence, wanted, body)) or (wanted == "cost" and not found):
            continue  # who runs a secretariat holds it (``charges``)
        if wanted in _UNSAID:
            body = None
        agent: re.Match[str] | None = match
        while agent:
            floor = agent.end("who")
            role = _of_panel(sentence, verb, words("passive")[verb], body)
            if not (role == "lead" and _has_office(agent["who"])):
                yield Held(holders(sentence, agent), role, body, (start, floor), 0.9 if body else 0.6)
            agent = _AND_AGENT.match(text, floor) or _BESIDE.match(text, floor)
            if not agent and (agent := _NEXT_DONE.match(text, floor)):
                body = None if wanted in _UNSAID else phrase(text, agent.start("body"))
            start = agent.start() if agent else start


def _head(text: str, body: Bounds) -> str:
    return text[slice(*body)].lower().partition(" of ")[0]


def _has_office(who: str) -> bool:
    """Whether a person's office stands before the name, which says more than 'led by'; or that of another who leads."""
    held = _OFFICE_HOLDER.fullmatch(who)
    return held is not None and not set(held["office"].split()) <= RANKS | name_words("title")


def _said_of(sentence: Masked, match: re.Match[str], floor: int) -> tuple[int, Bounds | None]:
    """Where the clause begins and what its participle is said of; None where that was said before ('and led by')."""
    text, place = sentence.text, match.start()
    if floor and text[floor - 1] in sentence.things and not text[floor:place].strip():
        return floor - 1, (floor - 1, floor)
    if place == 0 or _OPENED.fullmatch(text, 0, place):
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
        if found and text.endswith(", ", 0, place) and is_when_or_where(text, found):
            found = clause_subject(text, place)
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
