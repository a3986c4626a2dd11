"""The document as a whole: its title, its language, its size and how well OCR could read it."""

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.handover import Descriptions, Metadata, Words
from pipeline.language import detect
from pipeline.stage import stage
from pipeline.tables import Blocks


@stage(reads=(Metadata, Blocks, Words), writes=Descriptions)
def description(metadata: pa.Table, blocks: pa.Table, words: pa.Table) -> list[dict[str, object]]:
    """One row for the document; its printed title and detected language go before what the file claims."""
    texts = blocks["text"].to_pylist()
    titles = blocks.filter(pc.equal(blocks["kind"], "title"))["text"].to_pylist()
    said = metadata.select(["title", "language"]).to_pylist()[0]
    read = words.filter(pc.and_(pc.equal(words["source"], "ocr"), pc.is_null(words["rejected"])))
    return [
        {
            "title": " ".join(titles[:1]) or said["title"],
            "language": detect(" ".join(texts)) or said["language"],
            "n_blocks": len(texts),
            "n_words": sum(len(text.split()) for text in texts),
            "ocr_confidence": pc.mean(read["confidence"]).as_py(),
        }
    ]
