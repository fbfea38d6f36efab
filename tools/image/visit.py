"""A class on a JupyterHub: each user starts a server, opens a notebook and runs all its cells.

`visit.py HUB TOKEN NOTEBOOK USER…` does so for all users at once, and prints what each of them got and
what that took, as one line of JSON a user and one for the hub. Memory is looked at four times a second,
in /proc: the servers and kernels of a user are the processes that the hub has named so.
"""

import asyncio
import json
import os
import sys
import time
from uuid import uuid4

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

hub, token, notebook, *users = sys.argv[1:]
AsyncHTTPClient.configure(None, max_clients=100)
headers = {"Authorization": f"token {token}"}
tick = os.sysconf("SC_CLK_TCK")


async def fetch(path, method="GET", body=None, request_timeout=120):
    request = HTTPRequest(
        hub + path,
        method=method,
        headers=headers,
        body=None if method in ("GET", "DELETE") else json.dumps(body or {}),
        request_timeout=request_timeout,
    )
    response = await AsyncHTTPClient().fetch(request, raise_error=False)
    if response.error:
        raise RuntimeError(f"{method} {path}: {response.error} {response.body.decode()}")
    return response.body.decode()


async def ask(*request):
    text = await fetch(*request)
    return json.loads(text) if text else None


async def start_server(user):
    await ask(f"/hub/api/users/{user}/server", "POST")
    # Events come one after the other, the last of them when the server is up or the hub gave it up.
    events = await fetch(f"/hub/api/users/{user}/server/progress", request_timeout=0)
    last = json.loads(events.rpartition("data: ")[2])
    if not last.get("ready"):
        raise RuntimeError(f"The server of {user} did not start: {last['message']}")


class Meter:
    """What the processes of each user take, and the hub with its proxy."""

    def __init__(self):
        self.owners = {}
        self.peaks = {}
        self.together = 0
        self.seconds = {}

    async def watch(self):
        while True:
            await asyncio.to_thread(self.look)
            await asyncio.sleep(0.25)

    def look(self):
        sums = {}
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                owner, part = self.owner(pid)
                if owner is None:
                    continue
                memory = dict(
                    line.split(":") for line in open(f"/proc/{pid}/smaps_rollup") if "kB" in line
                )
                spent = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[11:13]
            except (OSError, ValueError):
                continue  # it has ended
            self.seconds.setdefault(owner, {})[pid] = sum(map(int, spent)) / tick
            sizes = sums.setdefault(owner, {})
            for name, size in ((part, "Rss"), ("rss", "Rss"), ("pss", "Pss")):
                sizes[name] = sizes.get(name, 0) + int(memory[size].split()[0]) / 1024
        for owner, sizes in sums.items():
            peaks = self.peaks.setdefault(owner, {})
            for name, size in sizes.items():
                peaks[name] = max(peaks.get(name, 0), size)
        self.together = max(self.together, sum(sums[user]["pss"] for user in users if user in sums))

    def owner(self, pid):
        if pid not in self.owners:
            environment = open(f"/proc/{pid}/environ", "rb").read().split(b"\0")
            if not any(environment):
                return None, None  # not yet what it is going to be
            names = dict(pair.split(b"=", 1) for pair in environment if b"=" in pair)
            command = open(f"/proc/{pid}/cmdline", "rb").read()
            if b"JUPYTERHUB_USER" in names:
                part = "kernelRss" if b"launch.js" in command else "serverRss"
                found = names[b"JUPYTERHUB_USER"].decode(), part
            elif b"DOWNHILL_HUB" in names:
                found = "hub", "proxy" if b"http-proxy" in command else "hub"
            else:
                found = None, None
            self.owners[pid] = found
        return self.owners[pid]

    def of(self, owner):
        return {
            "seconds": sum(self.seconds[owner].values()),
            **{name: round(size) for name, size in self.peaks[owner].items()},
        }


async def visit(user):
    begun = time.monotonic()
    await start_server(user)
    server = time.monotonic() - begun

    content = (await ask(f"/user/{user}/api/contents/{notebook}"))["content"]
    codes = [cell["source"] for cell in content["cells"] if cell["cell_type"] == "code"]
    session = {
        "path": notebook,
        "name": notebook,
        "type": "notebook",
        "kernel": {"name": content["metadata"]["kernelspec"]["name"]},
    }
    kernel = (await ask(f"/user/{user}/api/sessions", "POST", session))["kernel"]["id"]
    address = f"{hub.replace('http', 'ws', 1)}/user/{user}/api/kernels/{kernel}/channels"
    socket = await websocket_connect(
        # A busy machine takes its time to start a kernel.
        HTTPRequest(address, headers=headers, connect_timeout=120, request_timeout=120),
        max_message_size=2**28,
    )

    # "Run All": every cell at once.
    waiting = {}
    for code in codes:
        header = {
            "msg_id": uuid4().hex,
            "msg_type": "execute_request",
            "session": user,
            "username": user,
            "version": "5.3",
        }
        waiting[header["msg_id"]] = {"reply", "idle"}
        content = {
            "code": code,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": True,
        }
        message = {
            "channel": "shell",
            "header": header,
            "parent_header": {},
            "metadata": {},
            "content": content,
        }
        await socket.write_message(json.dumps(message))
    replies, errors, figures, first = [], [], 0, None
    while any(waiting.values()):
        answer = json.loads(await socket.read_message())
        left = waiting.get(answer["parent_header"].get("msg_id"))
        if left is None:
            continue
        kind, content = answer["msg_type"], answer["content"]
        if kind == "execute_reply":
            left.discard("reply")
            replies.append(content["status"])
            first = first or time.monotonic() - begun
        elif kind == "status" and content["execution_state"] == "idle":
            left.discard("idle")
        elif kind == "error" or (kind == "stream" and content["name"] == "stderr"):
            errors.append(content.get("evalue") or content.get("text"))
        elif "application/vnd.plotly.v1+json" in content.get("data", {}):
            figures += 1
    last = time.monotonic() - begun
    socket.close()
    return {
        "replies": replies,
        "errors": errors,
        "figures": figures,
        "server": server,
        "first": first,
        "last": last,
    }


async def main():
    for user in users:
        await ask(f"/hub/api/users/{user}", "POST")
    meter = Meter()
    watching = asyncio.create_task(meter.watch())
    visits = asyncio.gather(*[asyncio.wait_for(visit(user), 300) for user in users])
    # Whichever ends first: the meter only with an error.
    await asyncio.wait([watching, visits], return_when=asyncio.FIRST_COMPLETED)
    if watching.done():
        watching.result()
    watching.cancel()
    await asyncio.to_thread(meter.look)
    for user, got in zip(users, await visits):
        print(json.dumps({"user": user, **got, **meter.of(user)}))
    print(json.dumps({"user": "hub", "together": round(meter.together), **meter.of("hub")}))
    await asyncio.gather(*[ask(f"/hub/api/users/{user}/server", "DELETE") for user in users])


asyncio.run(main())
