"""`python -m bench [--rounds N]`: CPU of every stage beside its peers, as a table."""

import argparse

from bench.speed import table


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5, help="rounds that count, after one that warms up")
    print(table(options.parse_args().rounds))


if __name__ == "__main__":
    main()
