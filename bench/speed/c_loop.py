"""The C loops of loop.c, called from here because the inputs are numpy's arrays."""

import os
from ctypes import CDLL, c_double, c_float, c_long

import numpy as np

import inputs


def about():
    return {}


def prepare(contest):
    name, dtype, n = contest["method"].lower(), contest["dtype"], contest["n"]
    options = contest["options"]
    x = inputs.read("params", dtype, n)
    g = inputs.read("grads", dtype, n)
    slots = {"sgd": 0, "momentum": 1, "adagrad": 1, "rmsprop": 1, "adam": 2}[name]
    arrays = [x, g, *(np.zeros(n, dtype) for _ in range(slots))]
    real = c_float if dtype == "float32" and name != "adam" else c_double
    # In the order of the C function, which is that of the options.
    constants = [real(value) for value in options.values()]

    library = f"loop-{dtype}{'-narrow' if contest.get('how') == 'narrow' else ''}.so"
    function = getattr(CDLL(os.path.join(inputs.folder, library)), name)
    function.restype = None
    # Not their addresses: these keep the arrays alive.
    given = [c_long(n), *(array.ctypes for array in arrays), *constants]
    t = 0

    def run(count):
        nonlocal t
        function(*given, *([c_long(t)] if name == "adam" else []), c_long(count))
        t += count

    return run, lambda: x
