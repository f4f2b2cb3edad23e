"""Modules of the evaluation folder, which stands outside the package and is named by the user."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from mahdar.errors import SourceError


def load_module(folder: Path, name: str) -> ModuleType:
    """A module of the evaluation folder.

    Raises:
        SourceError: it is not there.
    """
    path = folder / f"{name}.py"
    if not path.is_file():
        raise SourceError(str(path), "is not there")
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(name, module)
    spec.loader.exec_module(module)
    return module
