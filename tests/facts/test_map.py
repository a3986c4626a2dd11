"""The map of the package: its docstring leads to every module, and to none that is not there."""

import pkgutil
import re

from pipeline import facts


def test_the_docstring_names_every_module() -> None:
    named = re.findall(r"``(\w+)``", facts.__doc__ or "")
    assert sorted(named) == sorted(module.name for module in pkgutil.iter_modules(facts.__path__))
