"""Measurements: what they show stands in docs/, made by the commands here."""

import os

os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # as a worker has it, before numpy is loaded
