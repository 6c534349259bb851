"""The examples in the doctor's docstrings run and say what they say."""

import doctest
import importlib
import pkgutil

import pytest

from discern import doctor

MODULES = [module.name for module in pkgutil.walk_packages(doctor.__path__, "discern.doctor.")]


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_the_examples_of_each_module_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
