"""Figures: quantities, what they measure, whom they are said of and when they held.

``statements`` puts them together. ``quantities`` finds them (``quantity``) with ``fractions`` and ``comparators``;
``measures`` says what they count, with ``amounts``, ``shares``, ``predicates`` and, from earlier claims, ``recall``;
``callouts`` are numbers apart from their labels.
"""
