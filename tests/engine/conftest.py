import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.forget()
    sys.path.remove(str(tmp_path))
