"""`python -m tests.sheets OUT [--scans]`."""

import argparse
from pathlib import Path

from . import build


def main() -> None:
    """Build the sheets into a folder."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.sheets", description="Build the test sheets with their gold."
    )
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument("--scans", action="store_true", help="write a degraded image-only PDF of each as well")
    options = parser.parse_args()
    build(options.out, options.scans)


if __name__ == "__main__":
    main()
