"""What is known of the documents that stand in the published tables."""

from pathlib import Path

from pipeline.reasons import DocumentError, Reason
from pipeline.store.inventory import Document
from pipeline.store.ledger import Ledger, unread
from pipeline.store.standing import Standing


def test_what_is_to_be_made_anew_comes_back_as_it_was_told(tmp_path: Path) -> None:
    problem = DocumentError(Reason.NOT_A_FILE, "It is no regular file")
    document = Document("ab", "odd\\udcff.pdf", ("b.pdf", "c.pdf"), "odd\udcff.pdf", None, problem)
    standing = Standing(Ledger(tmp_path / "ledger.sqlite"))
    assert not standing.plan(0, [((document, unread(problem)), "made")], trust=True)
    ((back, told),) = standing.fresh()
    assert (back.problem and (back.problem.reason, back.problem.message)) == (
        Reason.NOT_A_FILE,
        "It is no regular file",
    )
    assert (back.doc_id, back.source, back.duplicates, back.path, back.n_bytes) == (
        document.doc_id, document.source, document.duplicates, document.path, None,
    )  # fmt: skip
    assert told == unread(problem)
