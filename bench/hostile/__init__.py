"""How the pipeline stands up to hostile files, crashes, full disks and strangers' bytes: ``python -m bench.hostile``."""
