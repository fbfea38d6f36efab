"""The exercises as an nbgrader course: run nbgrader in this folder. README.md says how."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from downhill_grading import ExecuteFairly, HideHiddenTests  # noqa: E402
from nbconvert.preprocessors import (  # noqa: E402
    ClearMetadataPreprocessor,
    CSSHTMLHeaderPreprocessor,
)
from nbgrader.preprocessors import (  # noqa: E402
    AssignLatePenalties,
    CheckCellMetadata,
    GetGrades,
    IgnorePattern,
    LimitOutput,
    SaveAutoGrades,
)

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "downhill"
c.CourseDirectory.root = os.path.dirname(os.path.abspath(__file__))

# What stands in a released notebook in place of the solution. nbgrader by itself knows no TypeScript.
c.ClearSolutions.code_stub = {
    "typescript": "throw new Error('Write your code here, in place of this line.')"
}
c.ClearSolutions.text_stub = "*Write your answer here.*"

# A cell that takes longer is stopped and counts as failed; those after it are still graded.
c.ExecuteFairly.timeout = 30
c.Autograde.autograde_preprocessors = [
    ExecuteFairly,
    IgnorePattern,
    ClearMetadataPreprocessor,
    LimitOutput,
    SaveAutoGrades,
    AssignLatePenalties,
    CheckCellMetadata,
]
c.GenerateFeedback.preprocessors = [GetGrades, HideHiddenTests, CSSHTMLHeaderPreprocessor]
