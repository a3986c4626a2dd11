"""What the text says: entities, figures, events, roles, lists, and whether they agree.

Which module does what, in each group from the one that a stage calls down to what it rests on:

- Text and words: ``spans`` (blocks as passages, places in them), ``cellplaces``, ``claims``, ``lexicon`` (word lists),
  ``syntax`` (tokens, noun phrases), ``names`` (runs of capitals), ``numbers``, ``dates``, ``mentioned`` (the entities
  found), ``confidence``.
- Entities: ``naming`` settles what these claim. ``recogniser`` runs the language model; ``countries``, and
  ``translated`` in other languages; ``organisations`` with ``bodynouns``, ``extents``, ``acronyms``, ``shorthand``;
  ``judgement`` weighs what names leave open, by ``persons``, ``places``, ``whereabouts`` and ``agency``; ``fullnames``
  and ``typed`` read cells, boxes and what stands under a heading; ``clusters`` gives one name and id to all mentions.
- Figures: ``statements`` puts them together. ``quantities`` finds them (``quantity``) with ``units``,
  ``fractions`` and ``comparators``, without ``noise``; ``measures`` says what they count, with ``amounts``,
  ``shares``, ``predicates`` and, from earlier claims, ``recall``;
  ``keyfacts`` reads tables, ``callouts`` numbers apart from their labels.
- Events: ``occasions`` puts them together. ``happenings`` finds them with ``verbgroups``, ``eventverbs``,
  ``verbnouns``, ``participles``, ``eventphrases``, ``eventnouns``, ``eventwords`` and, of any verb, ``clausal``;
  ``calling`` names them; ``dating`` ties dates to them, but ``bounds``; ``timelines`` reads dated lines; ``merging``
  tells which are the same.
- Roles: ``assignments`` puts them together. ``holding`` reads a sentence in signs (``masking``) by ``verbs``,
  ``nominals``, ``states`` and ``gifts``, which share ``stating``, ``phrases``, ``rolewords`` and ``inflection``;
  ``offices`` are persons'; ``rosters`` reads headings and columns; ``bodies`` traces what a role is held in,
  ``mainbody`` what the sheet is about, ``terms`` since when.
- Lists and checks: ``lists`` with ``announcements``, ``consistency``, ``totals``. Sheets in German: ``german``.
"""
