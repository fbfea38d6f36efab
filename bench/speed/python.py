"""A contestant that is written in Python, named as the first argument: textbook, pytorch or c_loop.

bench/speed.ts writes requests to it, JSON, one a line, and reads an answer for each. The second
argument is the folder with the inputs, the third how many threads it may use; before numpy and torch
are imported, the environment has to say so, too.
"""

import gc
import importlib
import json
import platform
import sys
import time
import traceback

import inputs

inputs.folder = sys.argv[2]
inputs.threads = int(sys.argv[3])
contestant = importlib.import_module(sys.argv[1])
# What takes part in a contest, by its description: run(count) does the work `count` times, result()
# says what the result is.
prepared = {}


def answer(request):
    """Does what is asked for: the first key says what."""
    match request["do"]:
        case "about":
            return {"Python": platform.python_version(), **contestant.about()}
        case "outcome":
            run, result = prepare(request["contest"])
            run(request["calls"])
            result().tofile(request["file"])
            return {}
        case "time":
            return measure(prepare(request["contest"])[0], request["ms"])
        case "forget":
            prepared.clear()
            gc.collect()
            return {}


def prepare(contest):
    key = json.dumps(contest)
    if key not in prepared:
        prepared[key] = contestant.prepare(contest)
    return prepared[key]


def measure(run, ms):
    """Nanoseconds per call, over about `ms`: the clock is read about every millisecond, not at each call."""
    chunk = 1
    while timed(run, chunk) < 1e6:
        chunk *= 2
    calls = 0
    took = 0
    while took < ms * 1e6:
        took += timed(run, chunk)
        calls += chunk
    return {"ns": took / calls}


def timed(run, count):
    begin = time.perf_counter_ns()
    run(count)
    return time.perf_counter_ns() - begin


for line in sys.stdin:
    try:
        reply = answer(json.loads(line))
    except Exception:
        reply = {"error": traceback.format_exc()}
    print(json.dumps(reply), flush=True)
