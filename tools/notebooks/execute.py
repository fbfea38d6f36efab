"""Runs a notebook from top to bottom, on after errors: `execute.py kernel cwd < given > executed`."""

import sys

import nbformat
from nbclient import NotebookClient

kernel, cwd = sys.argv[1:3]
sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")
notebook = nbformat.reads(sys.stdin.read(), as_version=nbformat.NO_CONVERT)


def execute():
    NotebookClient(
        notebook,
        kernel_name=kernel,
        resources={"metadata": {"path": cwd}},
        # A busy machine takes its time.
        timeout=180,
        allow_errors=True,
        record_timing=False,
    ).execute(stdout=sys.stderr)  # ours is for the notebook alone


try:
    execute()
except RuntimeError as error:
    # A kernel ends where another program has taken one of its ports. A Jupyter server starts it again, on
    # other ones; nbclient does not.
    if "before replying" not in str(error):
        raise
    execute()
sys.stdout.write(nbformat.writes(notebook))
