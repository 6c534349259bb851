"""The examples in the core's docstrings run and say what they say."""

import doctest
import importlib
import pkgutil

import pytest

import classifier

MODULES = [module.name for module in pkgutil.walk_packages(classifier.__path__, "classifier.")]
FINDER = doctest.DocTestFinder(exclude_empty=True)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_each_module_hold(name: str) -> None:
    failed = []
    for test in FINDER.find(importlib.import_module(name)):
        said: list[str] = []
        runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
        if test.examples and runner.run(test, out=said.append).failed:
            failed.append(f"{test.name}: {''.join(said)}")
    assert not failed, "\n".join(failed)


def test_there_are_examples_and_a_wrong_one_would_be_noticed() -> None:
    found = [test for name in MODULES for test in FINDER.find(importlib.import_module(name)) if test.examples]
    assert len(found) >= 20
    wrong = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "wrong", None, None)
    assert doctest.DocTestRunner(verbose=False).run(wrong, out=lambda _: None).failed == 1
