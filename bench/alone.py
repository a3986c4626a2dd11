"""`python -m bench.alone NAME PATH`: one reader, one document, in a process of its own, to be measured from outside."""

import sys
from pathlib import Path

from bench.readers import OURS, everything, readers

if __name__ == "__main__":
    {**dict(readers()), OURS: everything}[sys.argv[1]](Path(sys.argv[2]))
