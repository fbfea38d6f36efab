"""Writes paths.json: walks of torch.optim, for the package's optimizers to be compared with.

    pip install torch==2.15.0 numpy
    python test/reference/make_paths.py

CPU and float64. The surfaces are written anew here and their gradients are taken by autograd, so that
nothing of the package is used.
"""

import json
import math
from pathlib import Path

import torch

torch.set_default_dtype(torch.float64)
STEPS = 100

SURFACES = {
    "bowl": (lambda x, y: x**2 / 20 + y**2, (-7.0, 2.0)),
    "rosenbrock": (lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2, (-1.5, 2.0)),
    "beale": (
        lambda x, y: (1.5 - x + x * y) ** 2
        + (2.25 - x + x * y**2) ** 2
        + (2.625 - x + x * y**3) ** 2,
        (1.0, 1.5),
    ),
    "himmelblau": (
        lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
        (0.0, -4.0),
    ),
}

# Learning rates suited to each surface: rather slow, usual, rather fast.
RATES = {
    "bowl": {"gradient": [0.1, 0.5, 0.95], "adaptive": [0.01, 0.1, 0.3], "adagrad": [0.1, 0.5, 1.5]},
    "rosenbrock": {"gradient": [1e-5, 1e-4, 3e-4], "adaptive": [1e-3, 0.01, 0.05], "adagrad": [0.01, 0.1, 0.5]},
    "beale": {"gradient": [1e-4, 1e-3, 3e-3], "adaptive": [1e-3, 0.01, 0.05], "adagrad": [0.01, 0.1, 0.5]},
    "himmelblau": {"gradient": [1e-4, 1e-3, 5e-3], "adaptive": [1e-3, 0.01, 0.1], "adagrad": [0.01, 0.1, 0.5]},
}


def cases(name):
    """The settings for one surface: (class, the package's options, how to make the same of torch)."""
    rates = RATES[name]
    sgd = torch.optim.SGD
    for lr, momentum in zip(rates["gradient"], [0.5, 0.9, 0.8]):
        # A velocity makes steps 1 / (1 - momentum) times as long.
        slow = lr * (1 - momentum)
        yield "SGD", {"lr": lr}, lambda p, lr=lr: sgd(p, lr=lr)
        yield (
            "Momentum",
            {"lr": slow, "momentum": momentum},
            lambda p, lr=slow, m=momentum: sgd(p, lr=lr, momentum=m),
        )
        yield (
            "Nesterov",
            {"lr": slow, "momentum": momentum},
            lambda p, lr=slow, m=momentum: sgd(p, lr=lr, momentum=m, nesterov=True),
        )
    for lr, eps in zip(rates["adagrad"], [1e-7, 1e-10, 1e-3]):
        yield "AdaGrad", {"lr": lr, "eps": eps}, lambda p, lr=lr, e=eps: torch.optim.Adagrad(p, lr=lr, eps=e)
    for lr, decay_rate, eps in zip(rates["adaptive"], [0.99, 0.9, 0.98], [1e-7, 1e-8, 1e-3]):
        yield (
            "RMSprop",
            {"lr": lr, "decayRate": decay_rate, "eps": eps},
            lambda p, lr=lr, a=decay_rate, e=eps: torch.optim.RMSprop(p, lr=lr, alpha=a, eps=e),
        )
    for lr, betas, eps in zip(rates["adaptive"], [(0.9, 0.999), (0.8, 0.99), (0.5, 0.9)], [1e-7, 1e-8, 1e-3]):
        options = {"lr": lr, "beta1": betas[0], "beta2": betas[1], "eps": eps}
        make = lambda p, lr=lr, b=betas, e=eps: torch.optim.Adam(p, lr=lr, betas=b, eps=e)
        yield "Adam", {**options, "biasCorrection": "moments"}, make
        yield "Adam", {**options, "biasCorrection": "step"}, make


def walk(f, start, optimizer_of, options):
    x, y = (torch.tensor(value, requires_grad=True) for value in start)
    optimizer = optimizer_of([x, y])
    points = [[x.item(), y.item()]]
    for t in range(1, STEPS + 1):
        if options.get("biasCorrection") == "step":
            # The folded form is Algorithm 1 with another epsilon at each step (Kingma & Ba, section 2).
            optimizer.param_groups[0]["eps"] = options["eps"] / math.sqrt(1 - options["beta2"] ** t)
        optimizer.zero_grad()
        f(x, y).backward()
        optimizer.step()
        points.append([x.item(), y.item()])
    return points


paths = [
    {"surface": name, "optimizer": cls, "options": options, "points": walk(f, start, make, options)}
    for name, (f, start) in SURFACES.items()
    for cls, options, make in cases(name)
]
rows = ",\n".join(json.dumps(path, separators=(",", ":")) for path in paths)
text = f'{{"torch":"{torch.__version__.split("+")[0]}","paths":[\n{rows}\n]}}\n'
Path(__file__).with_name("paths.json").write_text(text)
print(len(paths), "paths,", len(text), "bytes, torch", torch.__version__)
