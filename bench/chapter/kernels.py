"""Runs cells in kernels and measures them: one line of JSON per request, one line per answer.

{"do": "versions"} answers with those of the twin's packages.

{"do": "run", "kernel": "tslab", "cwd": "...", "cells": [{"id": "...", "source": "..."}]} starts a kernel
as Jupyter does, runs the cells, each when the one before it is idle, and ends the kernel. The answer:
- started: seconds from the launch to the reply to kernel_info;
- firstFigure: seconds from the launch until the first figure was here, null if none came;
- seconds: of all cells, from the first request until the last is idle;
- cells: of each its id, its seconds, what it printed, and what it displayed;
- memory: of the kernel and its children in bytes, after the last cell (rss) and at most (peak); null
  where there is no /proc.
"""

import json
import platform
import re
import sys
import time
import traceback
from importlib.metadata import version
from pathlib import Path
from queue import Empty
from tempfile import TemporaryFile

import psutil
import zmq
from jupyter_client.manager import KernelManager

PATIENCE = 120  # seconds for an answer

# A kernel begins to listen some time after its client has called. By default zmq calls again every 100 ms, which
# would be seen in what a start takes.
context = zmq.Context()
context.setsockopt(zmq.RECONNECT_IVL, 2)


def answer(request):
    match request["do"]:
        case "versions":
            packages = ["numpy", "plotly", "ipykernel", "jupyter_client"]
            return {"Python": platform.python_version(), **{name: version(name) for name in packages}}
        case "run":
            return run(request["kernel"], request["cwd"], request["cells"])


def run(kernel, cwd, cells):
    manager = KernelManager(kernel_name=kernel, context=context)
    with TemporaryFile("w+") as log:
        launched = time.perf_counter()
        manager.start_kernel(cwd=cwd, stdout=log, stderr=log)
        client = manager.client()
        client.start_channels(stdin=False, hb=False)
        try:
            client.kernel_info(reply=True, timeout=PATIENCE)
            started = time.perf_counter() - launched
            subscribe(client)
            begun = time.perf_counter()
            ran = [execute(client, cell) for cell in cells]
            memory = memory_of(manager.provisioner.pid)
        except Exception:
            # ipykernel warns at every start: what a kernel writes is of use only when it fails.
            log.seek(0)
            sys.stderr.write(log.read())
            raise
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)

    figures = [figure["at"] for cell in ran for figure in cell["figures"]]
    return {
        "started": started,
        "firstFigure": figures[0] - launched if figures else None,
        "seconds": ran[-1]["idle"] - begun,
        "cells": ran,
        "memory": memory,
    }


def subscribe(client):
    """Asks until something comes on iopub: what is published before its socket is connected is lost."""
    while not client.iopub_channel.socket.poll(20):
        client.kernel_info(reply=True, timeout=PATIENCE)


def execute(client, cell):
    """Runs a cell. What it shows is examined once it is idle, so that this does not count as its time."""
    begun = time.perf_counter()
    request = client.execute(cell["source"], allow_stdin=False)
    messages = []
    while True:
        message = receive(client)
        if message["parent_header"].get("msg_id") != request:
            continue
        messages.append(message)
        if message["msg_type"] == "status" and b'"idle"' in message["content"]:
            break
    idle = message["at"]
    reply = client.get_shell_msg(timeout=PATIENCE)["content"]
    if reply["status"] != "ok":
        raise RuntimeError(f"the cell '{cell['id']}' failed: {reply.get('evalue')}")
    for message in messages:
        message["content"] = client.session.unpack(message["content"])
    return {
        "id": cell["id"],
        "seconds": idle - begun,
        "idle": idle,
        "printed": "".join(printed(message) for message in messages),
        "figures": [figure for message in messages for figure in figures_of(message)],
    }


def receive(client):
    """The next message on iopub, its content still packed, when it came and how long it is."""
    socket = client.iopub_channel.socket
    if not socket.poll(1000 * PATIENCE):
        raise Empty
    frames = socket.recv_multipart()
    at = time.perf_counter()
    _, parts = client.session.feed_identities(frames)
    message = client.session.deserialize(parts, content=False)
    return {**message, "at": at, "bytes": sum(len(frame) for frame in frames)}


def printed(message):
    """What a message says in plain text: of stdout, or a cell's value."""
    content = message["content"]
    if message["msg_type"] == "stream" and content["name"] == "stdout":
        return content["text"]
    if message["msg_type"] == "execute_result" and not figures_of(message):
        return content["data"]["text/plain"] + "\n"
    return ""


def figures_of(message):
    """The figure in a message: what it takes on the wire, each of its forms too, and Plotly's."""
    if message["msg_type"] not in ("display_data", "execute_result"):
        return []
    data = message["content"]["data"]
    if not data.keys() - {"text/plain"}:
        return []
    forms = {form: length(value) for form, value in data.items()}
    plotly = data.get("application/vnd.plotly.v1+json")
    return [{"at": message["at"], "bytes": message["bytes"], "forms": forms, "plotly": plotly}]


def length(value):
    """Bytes of a value in a message's JSON."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def memory_of(pid):
    """Resident memory now and at most, of a process with its children."""
    if not Path("/proc/self/status").exists():
        return None
    processes = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    states = [Path(f"/proc/{process.pid}/status").read_text() for process in processes]

    def total(field):
        return sum(1024 * int(re.search(rf"^{field}:\s+(\d+) kB", state, re.M)[1]) for state in states)

    return {"rss": total("VmRSS"), "peak": total("VmHWM")}


for line in sys.stdin:
    try:
        reply = answer(json.loads(line))
    except Exception:
        reply = {"error": traceback.format_exc()}
    print(json.dumps(reply), flush=True)
