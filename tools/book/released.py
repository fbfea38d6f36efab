"""What students are given of an assignment: without its solutions and hidden tests."""

import sys

import nbformat
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    LockCells,
)
from traitlets.config import PyFileConfigLoader

# As `nbgrader generate_assignment`, except for what it writes into the gradebook.
STEPS = [
    LockCells,
    ClearSolutions,
    ClearOutput,
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
    CheckCellMetadata,
]


def released(path):
    """The notebook at `path`, in the source folder of the course, as nbgrader releases it."""
    course = path.parents[2]
    sys.path.insert(0, str(course))
    config = PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    for step in STEPS:
        notebook, _ = step(config=config).preprocess(notebook, {})
    return notebook


if __name__ == "__main__":
    from pathlib import Path

    print(nbformat.writes(released(Path(sys.argv[1]))))
