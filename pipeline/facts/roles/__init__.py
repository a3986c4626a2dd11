"""Roles: who chairs, funds, hosts, signs what; persons and their offices.

``assignments`` puts them together. ``holding`` reads a sentence in signs by ``verbs``, ``nominals``, ``states`` and
``gifts``, which share ``stating`` and ``phrases``; ``offices`` are persons'; ``rosters`` reads headings and columns;
``bodies`` traces what a role is held in, ``terms`` since when.
"""
