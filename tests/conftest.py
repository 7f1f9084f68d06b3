"""What several tests need."""

from pathlib import Path

import pytest

from helpers import ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real articles, beside the checkout; tests that need it say so where it is absent."""
    path = ROOT.parent / "shared"
    if not path.is_dir():
        pytest.skip(f"{path} is absent: the real articles are not part of the repository")
    return path
