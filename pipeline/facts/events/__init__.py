"""Events: dated happenings.

``occasions`` puts them together. ``happenings`` finds them with ``verbgroups``, ``verbs``, ``verbnouns``,
``participles``, ``phrases``, ``nouns``, ``words`` and, of any verb, ``clausal``; ``calling`` names them; ``dating``
ties dates to them, but ``bounds``; ``timelines`` reads dated lines; ``merging`` tells which are the same.
"""
