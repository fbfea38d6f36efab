"""Writes training.json: 50 steps of training in PyTorch, for the package's to be compared with.

    pip install torch==2.15.0 numpy
    python test/reference/make_training.py

CPU and float64. A small network with random weights learns random examples, all of them written down;
forward and backward are torch's own layers and autograd.
"""

import json
from pathlib import Path

import torch

torch.set_default_dtype(torch.float64)
torch.manual_seed(1)
STEPS, EXAMPLES = 50, 12
SIZES = [5, 7, 6, 4]

x = torch.randn(EXAMPLES, SIZES[0])
t = torch.randint(SIZES[-1], (EXAMPLES,))
start = {}
for layer in range(1, len(SIZES)):
    start[f"W{layer}"] = torch.randn(SIZES[layer - 1], SIZES[layer]) * 0.5
    start[f"b{layer}"] = torch.randn(SIZES[layer]) * 0.1

ACTIVATIONS = {"relu": torch.relu, "sigmoid": torch.sigmoid, "tanh": torch.tanh}

OPTIMIZERS = [
    ("SGD", {"lr": 0.1}, lambda p: torch.optim.SGD(p, lr=0.1)),
    ("Momentum", {"lr": 0.05, "momentum": 0.9}, lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9)),
    (
        "Nesterov",
        {"lr": 0.05, "momentum": 0.9},
        lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
    ),
    ("AdaGrad", {"lr": 0.05, "eps": 1e-7}, lambda p: torch.optim.Adagrad(p, lr=0.05, eps=1e-7)),
    (
        "RMSprop",
        {"lr": 0.01, "decayRate": 0.9, "eps": 1e-7},
        lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=1e-7),
    ),
    (
        "Adam",
        {"lr": 0.01, "eps": 1e-8, "biasCorrection": "moments"},
        lambda p: torch.optim.Adam(p, lr=0.01, eps=1e-8),
    ),
]


def train(activation, make):
    params = {name: value.clone().requires_grad_() for name, value in start.items()}
    optimizer = make(params.values())
    losses = []
    for step in range(STEPS + 1):
        y = x
        for layer in range(1, len(SIZES)):
            y = y @ params[f"W{layer}"] + params[f"b{layer}"]
            if layer < len(SIZES) - 1:
                y = ACTIVATIONS[activation](y)
        loss = torch.nn.functional.cross_entropy(y, t)
        losses.append(loss.item())
        if step < STEPS:
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return losses, {name: flat(value) for name, value in params.items()}


def flat(tensor):
    return tensor.detach().flatten().tolist()


runs = []
for activation in ACTIVATIONS:
    for name, options, make in OPTIMIZERS:
        losses, params = train(activation, make)
        runs.append(
            {"activation": activation, "optimizer": name, "options": options, "losses": losses, "params": params}
        )
reference = {
    "torch": torch.__version__.split("+")[0],
    "sizes": SIZES,
    "x": flat(x),
    "t": t.tolist(),
    "start": {name: flat(value) for name, value in start.items()},
    "runs": runs,
}
text = json.dumps(reference, separators=(",", ":")).replace('{"activation"', '\n{"activation"')
Path(__file__).with_name("training.json").write_text(text + "\n")
print(len(runs), "runs,", len(text), "bytes, torch", torch.__version__)
