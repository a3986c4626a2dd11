"""Entities: countries, organisations, persons and places.

``naming`` settles what these claim (``claims``). ``recogniser`` runs the language model; ``countries``, and
``translated`` in other languages; ``organisations`` with ``bodynouns``, ``extents``, ``acronyms``, ``shorthand``;
``mainbody`` is what the sheet is about; ``judgement`` weighs what ``propernames`` leave open, by ``persons``,
``places``, ``whereabouts`` and ``agency``; ``fullnames`` and ``typed`` read cells, boxes and what stands under a
heading; ``clusters`` gives one name and id to all mentions.
"""
