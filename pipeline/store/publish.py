"""Parts become the published tables: sorted, joined, and visible all at once.

Documents fall into shards by their doc_id, a table into one file a shard (there is one shard unless more are asked
for). A shard whose documents are as they were keeps its files. Where files lie, and how a new edition of them takes
the place of the old in one step, is the site's business (``pipeline.store.sites``, ``pipeline.store.cloudsite``).
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypedDict

from pipeline.corrections import Corrections
from pipeline.store.package import PACKAGE, data_package, files_of
from pipeline.store.publication import Publication, Shard
from pipeline.store.sites import ACCOUNT, Edition, Site


class Totals(TypedDict):
    """What was published: rows by table, how many pages OCR read, people's corrections that changed nothing, and how
    many documents are in languages that some tables have no rules or model for, by language and tables."""

    rows: dict[str, int]
    ocr_pages: int
    unmatched: list[str]
    not_covered: dict[str, int]


def standing(site: Site, corrections: Corrections) -> Totals:
    """The totals of what is published."""
    return _totals(site.package()["shards"], corrections)


def publish(site: Site, publication: Publication, account: Callable[[Totals], Mapping[str, object]]) -> bool:
    """Write what changed and swap it in, and with it what ``account`` makes of the totals, as ``run.json``.

    Returns:
        Whether anything had changed.

    Raises:
        DamagedError: A part does not hold what it should; it has been removed; work on its document again.
        StoreError: The disk is full or may not be written; what was published before still stands.
    """
    before: dict[str | None, Shard] = {shard["signature"]: shard for shard in site.package().get("shards", ())}
    signatures = [publication.signature(number) for number in range(publication.shards)]
    if [one for one in signatures if one] == list(before) and site.stands(files_of(before.values())):
        return False
    with site.edition() as edition:
        shards, written = [], {}
        for number, signature in enumerate(signatures):
            kept = before.get(signature)
            if kept and edition.keep(files_of([kept])):
                shards.append(kept)
            elif signature:
                shards.append(_written(edition, publication, number, signature, before))
                written[number] = signature
        files = {table.name: [shard["files"][table.name] for shard in shards] for table in publication.tables}
        package = data_package(publication.tables, files) | {"shards": shards}
        totals = _totals(shards, publication.corrections)
        edition.commit({ACCOUNT: _json(account(totals)), PACKAGE: _json(package)})
    publication.standing.stands(written)
    return True


def _json(content: object) -> bytes:
    return json.dumps(content, indent=2, ensure_ascii=False).encode() + b"\n"


def _totals(shards: Sequence[Shard], corrections: Corrections) -> Totals:
    corrected = {line: why for shard in shards for line, why in shard["corrected"].items()}
    return Totals(
        rows=_summed(shard["rows"] for shard in shards),
        ocr_pages=sum(shard["ocr_pages"] for shard in shards),
        unmatched=corrections.unmatched(corrected),
        not_covered=_summed(shard["not_covered"] for shard in shards),
    )


def _summed(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total = Counter[str]()
    for one in counts:
        total.update(one)
    return dict(total)


def _written(
    edition: Edition, publication: Publication, number: int, signature: str, before: Mapping[str | None, Shard]
) -> Shard:
    """The files of a shard, with the rows that stand as they should, unless these turn out to be damaged."""
    from pipeline.store.shards import written
    from pipeline.store.sink import TornError

    old = before.get(publication.standing.signature(number))
    kept = publication.plan(number, trust=old is not None)
    try:
        return written(edition, publication, number, signature, old if kept else None)
    except TornError:
        publication.plan(number, trust=False)
        return written(edition, publication, number, signature, None)
