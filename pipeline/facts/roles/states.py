"""Roles that nouns of state and help give: 'under the chairmanship of A', 'A holds the presidency', 'grants from A'."""

import re
from collections.abc import Iterator, Sequence

from pipeline.facts.lexicon import any_of
from pipeline.facts.masking import PERSON, Masked
from pipeline.facts.roles.phrases import modified, phrase, subject
from pipeline.facts.roles.stating import (
    AGAIN,
    Bounds,
    Held,
    clause_subject,
    holders,
    introduced,
    is_name,
    is_one_of,
    is_sign,
    object_of,
    subjects,
)
from pipeline.facts.rolewords import (
    ADJECTIVES,
    ADVERBS,
    AGENT,
    ARTICLE,
    BE,
    DOER,
    LIST,
    OBJECTS,
    ONE,
    OWNER,
    TITLE,
    VERB_PHRASE,
    participles,
    state,
    verbs,
    words,
)

_TAKE = "bear provide supply perform discharge keep maintain staff run house hold assume exercise"
_HOLDS = (
    r"(?:(?:takes?|took|taken|taking)\s(?:over|up|on)|(?:was|were)\sgranted|"
    rf"{verbs(_TAKE)}|{verbs('occupy take have enjoy')})"
)
_LABELLED = ("charge", "help", "bond", "under")
_LABEL = re.compile(
    rf"^(?:(?:With|In)\s)?{state(*_LABELLED)}(?:\s(?:from|by|with|of))?\s?(?::|\s[–—-])\s?(?P<who>{OBJECTS})"
)
_HELD = rf"(?:{participles(_TAKE)}|{participles('furnish offer manage operate administer')}|taken\sover)"
_LIES = (
    rf"(?P<lies>(?:rests|rested|lies|lay|stays|sits|resides|{BE}(?:\s(?:vested|lodged))?)\swith|"
    rf"{BE}\s(?:based|housed|located)\s(?:at|in)|{BE}\sin\sthe\shands\sof|(?:passe[sd]|goes|went|falls|fell|{BE}\sentrusted)(?:\sfrom\s{ONE})?\sto|{BE}\sthe\sresponsibility\sof)"
)
_CHARGED = re.compile(rf"{DOER}{VERB_PHRASE}{_HOLDS}\s{state('charge')}")
_CHARGED_BY = re.compile(rf"\b{state('charge')}(?:\s(?:of|for)\s[^.;:]{{2,60}}?)?(?:\s{BE}|,)\s{ADVERBS}{_HELD}{AGENT}")
_LIES_WITH = re.compile(
    rf"\b{state('charge')}(?:\s(?:of|for)\s[^.;:]{{2,60}}?)?\s(?:[^.;:,]{{2,30}}?\s)??{ADVERBS}{_LIES}\s(?P<who>{OBJECTS})"
)
_UNDER = re.compile(
    rf"\b(?:[uU]nder|[tT]hrough|[wW]ith|[aA]t|[oO]n)\s{state('under')}\s(?:of|from|by)\s(?P<who>{OBJECTS})"
)
_WHOSE = re.compile(
    rf",?\swhose\s(?P<kind>{ADJECTIVES})(?P<state>{any_of(words('charge'))})\s(?P<who>{LIST})\s{VERB_PHRASE}{_HOLDS}"
)
"""'B, whose presidency A holds'."""
_UNDER_PERSON = re.compile(rf"\bunder\s{TITLE}(?P<who>[{PERSON}])(?!'s?\s)")
_UNDER_OWNER = re.compile(rf"\b[uU]nder\s{OWNER}\s{state('under')}")
_WITH_OWNER = re.compile(rf"\b(?:[wW]ith|[tT]hanks\sto)\s{OWNER}\s{state('help')}")
_BOND = re.compile(rf"\b[iI]n\s{state('bond')}\swith\s(?P<who>{OBJECTS})")
_ENTRUSTED = re.compile(
    rf"\s{BE}\s{ADVERBS}(?:entrusted\sto|in\sthe\s(?:hands|care)\sof|the\s(?:responsibility|work)\sof)\s(?P<who>{OBJECTS})"
)
_IN_CHARGE = re.compile(rf"{DOER}{BE}\s{ADVERBS}(?P<sure>in\scharge\sof)?(?(sure)|responsible\sfor)(?=\s)")

_HANDED = re.compile(
    rf"\b(?:hands?|handed|passe[sd])\s(?:over\s)?{state('charge')}(?:\s(?:of|for)\s[^.;:]{{2,60}}?)?\s(?P<lies>(?:over\s)?to)\s"
    rf"(?P<who>{OBJECTS})"
)
_JOINT = re.compile(
    rf"\bjoint\s(?:\w+\s)?(?:{any_of(words('undertaking'))}|undertaking|venture|endeavour)s?\s(?:of|by|between)\s(?P<who>{OBJECTS})"
)
_WITH = re.compile(
    rf"\s{ADVERBS}(?:(?:cooperat|co-operat|collaborat|partner|team)(?:es|e|ed|s|ing)?(?:\sup)?(?:\sclosely)?|"
    rf"{verbs('join')}\s(?:forces|hands)|{verbs('work')}\s(?:hand\sin\shand|closely|side\sby\sside|in\standem))\swith\s(?P<who>{OBJECTS})"
)
_OWN = re.compile(
    rf"\s{BE}\san?\s(?:[\w-]+\s){{0,3}}?(?:{any_of(words('undertaking'))}|undertaking)\s(?:of|by|from)\s(?P<who>{OBJECTS})"
)
_JOINED_BY = re.compile(rf"\s{ADVERBS}(?:was|were|has\sbeen|have\sbeen)\s{ADVERBS}joined\sby\s(?P<who>{OBJECTS})")
_ALLIED = re.compile(rf"\b{state('bond')}\sbetween\s(?P<who>{OBJECTS})")
_TREATY = re.compile(
    rf"\b(?P<body>(?i:{any_of(words('treaty'))}))\s(?P<done>(?:(?:was|were)\s)?(?:signed|concluded|made|reached)\s)?"
    rf"(?:among|between)\s(?P<who>{OBJECTS})"
)
_BINDS = re.compile(
    rf"\b(?P<body>(?i:{any_of(words('treaty'))}))\s(?:binds|bound|commits|committed)\s(?P<who>{OBJECTS})(?=[.;,]|\sto\s)"
)
_COMPOSED = re.compile(
    rf"\s{ADVERBS}(?:(?:brings|bringing)\stogether|unites|uniting|groups|comprises|comprising|consists\sof|consisting\sof|"
    rf"{BE}\s(?:made\sup|composed)\sof|made\sup\sof|composed\sof)\s(?:[^.:;]{{2,60}}:\s)?(?P<who>{OBJECTS})"
)
_ENTERED = re.compile(
    rf"{DOER}{VERB_PHRASE}(?:(?P<again>(?:soon\s|then\s)?followed)|(?P<joined>joined)|(?P<chairs>presid(?:es?|ed))|signed|acceded|ratified)"
    r"(?=\ssuit\b|\s(?:in|on|since)\s(?:\w+\s){0,2}\d|\s(?:so\sfar|later|too|as\swell)\b|[.;,]|$)"
)
_ENTERS = (("again", AGAIN), ("joined", "member"), ("chairs", "chair"))
_LET_IN = re.compile(rf"{DOER}(?:was|were|has\sbeen|have\sbeen)\s{ADVERBS}(?:admitted|(?:re-?)?elected(?=\sto\s))")
_REPRESENTED = re.compile(rf"{DOER}{BE}\s{ADVERBS}represented(?=\s(?:in|on)\s(?!it\b))")
_SENDS = re.compile(
    rf"{DOER}{VERB_PHRASE}sen(?:ds?|t)\s(?:\w+\s)?(?P<whom>observers?|delegates?|representatives?|deputy|deputies|members?)(?![\w-])"
)

_BY_WAY = r"(?:provided|given|granted|awarded|donated|supplied|contributed|approved|extended|made\savailable)"
_COMES = rf"(?:(?:comes?|came|coming|{BE}\s{_BY_WAY}|{_BY_WAY}|flows?|stems?|was|were|is|are)\s)?"
_SOURCE = re.compile(
    rf"\b{state('help')}(?:\s\([^()]*\))?(?:\s(?:of|worth|totalling)\s[^;]{{2,50}}?)?"
    rf"(?:\s(?:for|to|towards)\s(?P<body>[^.;:,]{{2,60}}?))?\s{ADVERBS}{_COMES}(?:mainly\s|largely\s)?"
    rf"(?:from|by|(?P<of>of))\s(?P<who>{OBJECTS})"
)
_CASH = (
    r"(?:[€£$¥]\s?|\b[A-Z]{2,3}\$?\s)\d[\d.,]*(?:\s(?:million|billion|thousand|m|bn))?|"
    r"\b\d[\d.,]*\s(?:(?:million|billion|thousand)\s)?(?:euros?|dollars?|pounds?|francs?|kroner|kronor)"
)
_SUM = re.compile(
    rf"(?:{_CASH})(?:\s(?:a|per|each|every)\syear|\sannually)?\s(?:comes?\s|came\s)?from\s(?P<who>{OBJECTS})"
)
_ADVERBIAL = re.compile(rf"\b(?:[wW]ith|[uU]nder|[tT]hanks\sto|[tT]hrough)\s{ARTICLE}(?:[\w'-]+\s){{0,4}}$")
_OPENING = re.compile(r"(?:(?:With|Under|Through|Thanks\sto)\s(?:[\w'-]+\s){0,4}|(?:The|A|An)\s|\w+\s)?")
_STOP = re.compile(r"[.;:]")


def _role(form: str, match: re.Match[str]) -> str:
    """The role that the group ``state`` gives; help that is expertise comes from partners."""
    expert = form == "help" and not words("expertise").keys().isdisjoint(match["kind"].lower().split())
    return "partner" if expert else words(form)[match["state"].lower()]


def labels(sentence: Masked) -> Iterator[Held]:
    """'Chairmanship: A', 'Financial support: A', 'With funding from: A'."""
    match = _LABEL.match(sentence.text)
    form = next((form for form in _LABELLED if match and match["state"].lower() in words(form)), None)
    if match and form:
        yield Held(holders(sentence, match), _role(form, match), None, match.span(), 0.8)


def charges(sentence: Masked) -> Iterator[Held]:
    """'A provides the secretariat of B', 'the chair is held by A', 'the presidency lies with A', 'A is in charge'."""
    text = sentence.text
    for match in _CHARGED.finditer(text):
        body, end = object_of(text, match.end())
        yield Held(subjects(sentence, match)[0], _role("charge", match), body, (match.start(), end), 0.85)
    for pattern in (_CHARGED_BY, _LIES_WITH, _HANDED):
        for match in pattern.finditer(text):
            said = text[: match.start("lies")] if "lies" in match.groupdict() else text
            body = object_of(said, match.end("state"))[0]
            yield Held(holders(sentence, match), _role("charge", match), body, match.span(), 0.85)
    for match in _ENTRUSTED.finditer(text):
        led = subject(text, match.start())
        if led and text[slice(*led)].lower().partition(" of ")[0] not in words("charge"):
            who = [one for one in holders(sentence, match) if one.label != "PERSON"]
            yield Held(who, "lead", led, (led[0], match.end()), 0.7)
    for match in _WHOSE.finditer(text):
        body = modified(text, match.start())
        yield Held(holders(sentence, match), _role("charge", match), body, (match.start(), match.end()), 0.85)
    for match in _IN_CHARGE.finditer(text):
        who = [one for one in subjects(sentence, match)[0] if one.label != "PERSON"]
        found = phrase(text, match.end())
        if found and (match["sure"] or is_name(text, found) or is_one_of("undertaking", sentence, found)):
            yield Held(who, "lead", found, (match.start(), found[1]), 0.75)


def circumstances(sentence: Masked, others: Sequence[Held]) -> Iterator[Held]:
    """'under the chairmanship of A', 'in partnership with A', 'with support from A': of the clause they stand in."""
    text = sentence.text
    for form, pattern in (
        ("under", _UNDER),
        ("under", _UNDER_OWNER),
        ("help", _WITH_OWNER),
        ("bond", _BOND),
    ):
        for match in pattern.finditer(text):
            yield Held(
                holders(sentence, match), _role(form, match), _of_clause(sentence, match, others), match.span(), 0.8
            )
    for match in _UNDER_PERSON.finditer(text):
        led = modified(text, match.start())
        if led and is_one_of("undertaking", sentence, led):
            yield Held(holders(sentence, match), "lead", led, (led[0], match.end()), 0.75)
    for match in _SOURCE.finditer(text):
        if not match["of"] or _ADVERBIAL.search(text, 0, match.start("state")):
            said = phrase(text, match.start("body")) if match["body"] else None
            body = said or _of_clause(sentence, match, others, at=match.start("state"))
            yield Held(holders(sentence, match), _role("help", match), body, (match.start("state"), match.end()), 0.75)
    for match in _SUM.finditer(text):
        yield Held(
            holders(sentence, match), "donor", _of_clause(sentence, match, others, at=match.start()), match.span(), 0.7
        )


def _of_clause(sentence: Masked, match: re.Match[str], others: Sequence[Held], at: int | None = None) -> Bounds | None:
    """What a circumstance is said of: what others do in the same clause, what follows it, else the clause's subject."""
    text, place = sentence.text, match.start() if at is None else at
    done = [one.body for one in others if one.evidence[1] <= place and not _STOP.search(text, one.evidence[1], place)]
    if done and done[-1]:
        return done[-1]
    if _OPENING.fullmatch(text, 0, place):
        return introduced(text, match.end())
    beside = modified(text, len(text[:place].rstrip(", ")))
    agent = beside is not None and text.endswith((" by ", " by the "), 0, beside[0])
    if at is None and beside and not agent and is_one_of("undertaking", sentence, beside):
        return beside
    found = clause_subject(text, place)
    adverbial = _ADVERBIAL.search(text, 0, place)
    if found and adverbial and is_sign(text, found):
        return modified(text, adverbial.start())
    return found if found and found[1] < place - (at is not None) else None


def belonging(sentence: Masked) -> Iterator[Held]:
    """'A joined in 1999', 'A is represented in B', 'B brings together A and C', 'a treaty between A and B'."""
    text = sentence.text
    for match in _ENTERED.finditer(text):
        who, start = subjects(sentence, match)
        role = next((role for group, role in _ENTERS if match[group]), "signatory")
        yield Held(who, role, None, (start, match.end()), 0.75)
    for pattern in (_SENDS, _REPRESENTED, _LET_IN):
        for match in pattern.finditer(text):
            who, start = subjects(sentence, match)
            body, end = object_of(text, match.end())
            role = "observer" if "observer" in match.group() else "member"
            yield Held(who, role, body, (start, end), 0.75)
    for match in (*_TREATY.finditer(text), *_BINDS.finditer(text)):
        body = modified(text, match.end("body")) or match.span("body")
        yield Held(holders(sentence, match), "signatory", body, match.span(), 0.75)
    for match in _COMPOSED.finditer(text):
        body, who = clause_subject(text, match.start()), holders(sentence, match)
        if body and len(who) > 1:
            yield Held(who, "member", body, (body[0], match.end()), 0.7)
    for match in _JOINED_BY.finditer(text):
        yield Held(holders(sentence, match), "member", clause_subject(text, match.start()), match.span(), 0.7)
    for match in _OWN.finditer(text):
        who = holders(sentence, match)
        if who and " joint " not in match.group():
            yield Held(
                who, "lead" if len(who) == 1 else "member", clause_subject(text, match.start()), match.span(), 0.7
            )
    for pattern in (_JOINT, _ALLIED, _WITH):
        for match in pattern.finditer(text):
            found = clause_subject(text, match.start())
            yield Held(holders(sentence, match), "partner", found, match.span(), 0.75)
