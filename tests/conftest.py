"""What several tests need."""

import os
from pathlib import Path

import pytest

from helpers import ROOT, problems

os.environ[problems.STRICT] = "1"  # a rule that raises an error fails the tests, also in the notebooks that they run


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real articles, beside the checkout; tests that need it say so where it is absent."""
    path = ROOT.parent / "shared"
    if not path.is_dir():
        pytest.skip(f"{path} is absent: the real articles are not part of the repository")
    return path
