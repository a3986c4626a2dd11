"""The maps of the packages: each docstring leads to every module, and to none that is not there."""

import pkgutil
import re
from importlib import import_module

import pytest

PACKAGES = (
    "engine",
    "store",
    "facts",
    *(f"facts.{name}" for name in ("names", "figures", "events", "roles", "checks")),
)


@pytest.mark.parametrize("name", PACKAGES)
def test_the_docstring_names_every_module(name: str) -> None:
    package = import_module(f"pipeline.{name}")
    named = re.findall(r"``(\w+)``", package.__doc__ or "")
    assert sorted(named) == sorted(module.name for module in pkgutil.iter_modules(package.__path__))
