"""What all contestants begin with: files that bench/speed.ts wrote, and the methods' constants."""

import os

import numpy as np

# Where the files are, and how many threads may be used; python.py is told.
folder = ""
threads = 1


def read(name, dtype, count=-1):
    """The first `count` numbers of a file, by default all; float32 is rounded from them."""
    return np.fromfile(os.path.join(folder, f"{name}.f64"), count=count).astype(dtype)


def batches(kind, dtype):
    """Pairs of 100 examples and their classes."""
    x = read(kind, dtype).reshape(-1, 100, 784)
    t = np.fromfile(os.path.join(folder, "classes.u8"), dtype=np.uint8).reshape(-1, 100)
    return list(zip(x, t))


def weights(dtype):
    """W1, b1, W2 and b2 of the network, as they begin."""
    sizes = {"W1": (784, 50), "b1": (50,), "W2": (50, 10), "b2": (10,)}
    rest = read("weights", dtype)
    params = {}
    for name, shape in sizes.items():
        count = int(np.prod(shape))
        params[name] = rest[:count].reshape(shape).copy()
        rest = rest[count:]
    return params
