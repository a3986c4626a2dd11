"""Where files lie, and what is kept between runs.

``storage`` is folders, here or in an object store (``cloud``). ``inventory`` reads raw/, ``parts`` keeps what stages
made of documents, ``ledger`` what is known of them. ``publish`` writes a ``publication`` by ``shards`` and ``sink``,
but what is ``standing``, as a ``package``; ``sites`` and ``cloudsite`` put it in the place of the old.
"""
