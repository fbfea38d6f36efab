"""A Jupyter client for the tests: jupyter_client, driven by one line of JSON a request.

{"codes": [...], "options": {...}, "interruptAfter": s, "settle": s} runs cells, all sent at once,
and answers with {"cells": [{"reply": ..., "outputs": [...]}, ...], "order": [...]}; outputs that come
within `settle` seconds after the last reply are included. {"request": "complete", "args": {...}} asks
anything else of the kernel and answers with the reply's content.
"""

import json
import sys
import threading
import time
from queue import Empty

from jupyter_client.manager import start_new_kernel

name, cwd = sys.argv[1:3]
# Not our stdout: Node makes what it inherits non-blocking, and a long answer would break off.
manager, client = start_new_kernel(
    kernel_name=name, startup_timeout=100, cwd=cwd, stdout=sys.stderr
)


def execute(codes, options=None, interruptAfter=None, settle=0, timeout=100):
    ids = [client.execute(code, **(options or {})) for code in codes]
    if interruptAfter is not None:
        threading.Timer(interruptAfter, manager.interrupt_kernel).start()
    cells = {i: {"outputs": [], "states": []} for i in ids}
    order = []
    deadline = time.time() + timeout
    while len(order) < len(ids):
        try:
            reply = client.get_shell_msg(timeout=1)
        except Empty:
            if time.time() > deadline or not manager.is_alive():
                raise RuntimeError("the kernel is dead, or did not answer") from None
            continue
        i = reply["parent_header"]["msg_id"]
        if i in cells:
            cells[i]["reply"] = reply["content"]
            order.append(ids.index(i))
    quiet_at = time.time() + settle
    while True:
        idle = all(cell["states"][-1:] == ["idle"] for cell in cells.values())
        if idle and time.time() >= quiet_at:
            break
        try:
            message = client.get_iopub_msg(timeout=0.05 if idle else 10)
        except Empty:
            if not idle and (time.time() > deadline or not manager.is_alive()):
                raise RuntimeError("the kernel is dead, or never became idle") from None
            continue
        cell = cells.get(message["parent_header"].get("msg_id"))
        if cell is None:
            continue
        if message["msg_type"] == "status":
            cell["states"].append(message["content"]["execution_state"])
        else:
            cell["outputs"].append({"type": message["msg_type"], **message["content"]})
    return {"cells": [cells[i] for i in ids], "order": order}


def ask(request, args):
    if request == "is_complete":  # the only one that cannot wait for its reply
        client.is_complete(**args)
        return client.get_shell_msg(timeout=60)["content"]
    return getattr(client, request)(**args, reply=True, timeout=60)["content"]


for line in sys.stdin:
    asked = json.loads(line)
    try:
        answer = ask(**asked) if "request" in asked else execute(**asked)
    except Exception as error:  # the test shows it
        answer = {"failure": repr(error)}
    print(json.dumps(answer), flush=True)

client.stop_channels()
manager.shutdown_kernel()
