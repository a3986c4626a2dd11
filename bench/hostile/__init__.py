"""How the pipeline stands up to hostile files, crashes and full disks: ``python -m bench.hostile``."""
