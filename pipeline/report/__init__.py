"""What a run found, for people: a static site that opens from disk, and pictures of pages with what was found."""


class NotThereError(Exception):
    """What was asked for is not there; the message says what to do."""
