"""What it takes to grade TypeScript notebooks besides nbgrader; nbgrader_config.py puts it in place."""

import re

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_output
from nbgrader.preprocessors import Execute, NbGraderPreprocessor
from nbgrader.utils import is_grade, is_locked

KERNEL = "tslab"


# What tests rely on. It is made unchangeable before a submission runs, and before each test its names are
# given back their meaning: otherwise `Math.abs = () => 0`, or a cell with `const checkWalk = () => {}`, would pass.
FREEZE = """
for (const one of [require('assert'), require('assert').strict, Math, Number, JSON, Object]) Object.freeze(one)
for (const name of ['Math', 'Number', 'JSON', 'Object']) {
  Object.defineProperty(globalThis, name, { writable: false, configurable: false })
}
"""
RESTORE = "const { Math, Number, JSON } = globalThis\n"


class WrongKernel(Exception):
    pass


def check_kernel():
    """Grading with stock tslab would give full marks to cells that never ran."""
    try:
        spec = KernelSpecManager().get_kernel_spec(KERNEL)
    except NoSuchKernel:
        raise WrongKernel(
            f"There is no kernel '{KERNEL}': run `npm start` once in the course's folder, then grade again."
        ) from None
    if not spec.metadata.get("downhill"):
        raise WrongKernel(
            f"The kernel '{KERNEL}' in {spec.resource_dir} is not the course's: it answers failed cells "
            "so that nbgrader gives them full marks. Run `npm start` once in the course's folder, with "
            "the environment active that you grade in, then grade again."
        )


class ExecuteFairly(Execute):
    """Runs a submission; whatever a learner does there harms no other cell and no other learner."""

    def preprocess(self, nb, resources, km=None):
        check_kernel()
        self.kernel_name = KERNEL
        self._died = False
        locked = [cell for cell in nb.cells if cell.cell_type == "code" and is_locked(cell)]
        self._restore = RESTORE + (locked[0].source if locked else "")
        nb.cells.insert(0, new_code_cell(FREEZE))
        try:
            return super().preprocess(nb, resources, km=km)
        finally:
            del nb.cells[0]

    def preprocess_cell(self, cell, resources, index):
        if cell.cell_type != "code":
            return cell, resources
        if self._died:
            cell.outputs = [failed("NotRun", "this cell did not run: the kernel died in an earlier one")]
            return cell, resources
        try:
            if is_grade(cell) and is_locked(cell):
                super().preprocess_cell(new_code_cell(self._restore), resources, index)
            cell, resources = super().preprocess_cell(cell, resources, index)
        except DeadKernelError:
            self._died = True
            cell.outputs.append(failed("KernelDied", "the kernel died in this cell"))
        # What ran last stands in the cell's place, and that may be what restores the names.
        self.nb.cells[index] = cell
        # A warning is not a mistake, but nbgrader counts whatever is written to stderr as one.
        if not any(output.output_type == "error" for output in cell.outputs):
            for output in cell.outputs:
                if output.output_type == "stream":
                    output.name = "stdout"
        return cell, resources


def failed(name, words):
    return new_output("error", ename=name, evalue=words, traceback=[f"\x1b[31m{name}\x1b[39m: {words}"])


HIDDEN = re.compile(r"[^\n]*BEGIN HIDDEN TESTS(.*?)END HIDDEN TESTS[^\n]*\n?", re.DOTALL)
WITHHELD = "(a hidden test)"


class HideHiddenTests(NbGraderPreprocessor):
    """Takes hidden tests out of what learners get back, and out of what their code printed."""

    def preprocess(self, nb, resources):
        secrets = {line for cell in nb.cells for part in HIDDEN.findall(cell.source) for line in lines(part)}
        for cell in nb.cells:
            cell.source = HIDDEN.sub("// hidden tests\n", cell.source)
            # What stands in the open as well is not a secret.
            secrets -= lines(cell.source)
        for cell in nb.cells:
            for output in cell.get("outputs", []):
                for place in (output, output.get("data", {})):
                    for key, text in place.items():
                        if key in ("text", "text/plain", "evalue"):
                            place[key] = withhold(text, secrets)
                        elif key == "traceback":
                            place[key] = [withhold(line, secrets) for line in text]
        return nb, resources


def lines(source):
    return {line.strip() for line in source.splitlines() if len(line.strip()) > 8}


def withhold(text, secrets):
    return "\n".join(
        WITHHELD if any(secret in line for secret in secrets) else line for line in text.split("\n")
    )
