"""What the text says: names, figures, events, roles, lists, and whether they agree.

What all of them read with stands here: ``spans`` (blocks as passages, places in them) and ``cellplaces``; ``lexicon``
(word lists), ``rolewords`` and ``inflection``; ``syntax`` (tokens, noun phrases) and ``masking`` (sentences in signs);
``numbers``, ``units``, ``dates`` and ``noise``; ``mentioned`` (the names found), ``keyfacts`` (tables that state facts
line by line) and ``confidence``. Small enough to stand here too: ``lists`` with ``announcements``, and sheets in
``german``. The packages are ``names``, ``figures``, ``events``, ``roles`` and ``checks``: each says what its modules
do, from the one that its stage calls down to what that rests on.
"""
