"""PyTorch: its optimizers with default settings, and fused if there is such a one for the processor."""

import numpy as np
import torch
from torch import nn

import inputs

torch.set_num_threads(inputs.threads)

DTYPES = {"float64": torch.float64, "float32": torch.float32}


def about():
    return {"torch": torch.__version__, "instructions of torch": torch.backends.cpu.get_cpu_capability()}


def optimizer(contest, params):
    """The optimizer that takes the same steps: lr in or outside of the velocity is the same path."""
    options = contest["options"]
    lr, eps = options["lr"], options.get("eps")
    fused = {"fused": True} if contest.get("how") == "fused" else {}
    match contest["method"]:
        case "SGD":
            return torch.optim.SGD(params, lr=lr, **fused)
        case "Momentum":
            return torch.optim.SGD(params, lr=lr, momentum=options["momentum"], **fused)
        case "Nesterov":
            momentum = options["momentum"]
            return torch.optim.SGD(params, lr=lr, momentum=momentum, nesterov=True, **fused)
        case "AdaGrad":
            return torch.optim.Adagrad(params, lr=lr, eps=eps, **fused)
        case "RMSprop":
            return torch.optim.RMSprop(params, lr=lr, alpha=options["decayRate"], eps=eps)
        case "Adam":
            betas = (options["beta1"], options["beta2"])
            return torch.optim.Adam(params, lr=lr, betas=betas, eps=eps, **fused)


def prepare(contest):
    return {"step": step, "walk": walk, "train": train}[contest["kind"]](contest)


def step(contest):
    x = torch.from_numpy(inputs.read("params", contest["dtype"], contest["n"])).requires_grad_()
    x.grad = torch.from_numpy(inputs.read("grads", contest["dtype"], contest["n"]))
    method = optimizer(contest, [x])

    def run(count):
        for _ in range(count):
            method.step()

    return run, lambda: x.detach().numpy()


def walk(contest):
    path = []

    def run(count):
        for _ in range(count):
            once()

    def once():
        path.clear()
        x, y = (
            torch.tensor(start, dtype=torch.float64, requires_grad=True)
            for start in contest["from"]
        )
        method = optimizer(contest, [x, y])
        path.append((x.item(), y.item()))
        for _ in range(contest["steps"]):
            x.grad, y.grad = x.detach() / 10, 2 * y.detach()
            method.step()
            path.append((x.item(), y.item()))

    return run, lambda: np.array(path)


def train(contest):
    dtype = DTYPES[contest["dtype"]]
    model = nn.Sequential(nn.Linear(784, 50), nn.ReLU(), nn.Linear(50, 10)).to(dtype)
    begin = {name: torch.from_numpy(w) for name, w in inputs.weights(contest["dtype"]).items()}
    first, _, second = model
    with torch.no_grad():
        for layer, i in ((first, 1), (second, 2)):
            # PyTorch keeps weights the other way round.
            layer.weight.copy_(begin[f"W{i}"].T)
            layer.bias.copy_(begin[f"b{i}"])
    method = optimizer(contest, model.parameters())
    batches = [
        (torch.from_numpy(x), torch.from_numpy(t.astype(np.int64)))
        for x, t in inputs.batches(contest["data"], contest["dtype"])
    ]
    step = 0
    loss = 0.0

    def run(count):
        nonlocal step, loss
        for _ in range(count):
            x, t = batches[step % len(batches)]
            method.zero_grad()
            surprise = nn.functional.cross_entropy(model(x), t)
            surprise.backward()
            method.step()
            loss = surprise.item()
            step += 1

    def result():
        layers = [(layer.weight.T, layer.bias) for layer in (first, second)]
        params = [p.detach().numpy().ravel() for layer in layers for p in layer]
        return np.concatenate([np.array([loss], dtype=contest["dtype"]), *params])

    return run, result
