"""numpy the way "Deep Learning from Scratch" (Saitoh, 2016, chapters 5 and 6) teaches it."""

import math

import numpy as np

import inputs


class SGD:
    def __init__(self, lr):
        self.lr = lr

    def update(self, params, grads):
        for key in params.keys():
            params[key] -= self.lr * grads[key]


class Momentum:
    def __init__(self, lr, momentum):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params.keys():
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]


class AdaGrad:
    def __init__(self, lr, eps):
        self.lr = lr
        self.eps = eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params.keys():
            self.h[key] += grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)


class RMSprop:
    def __init__(self, lr, decayRate, eps):
        self.lr = lr
        self.decay_rate = decayRate
        self.eps = eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params.keys():
            self.h[key] *= self.decay_rate
            self.h[key] += (1 - self.decay_rate) * grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)


class Adam:
    def __init__(self, lr, beta1, beta2, eps):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.iter = 0
        self.m = None
        self.v = None

    def update(self, params, grads):
        if self.m is None:
            self.m = {key: np.zeros_like(value) for key, value in params.items()}
            self.v = {key: np.zeros_like(value) for key, value in params.items()}
        self.iter += 1
        # math's, not numpy's, whose float64 would make all float32 arrays it meets float64. ε is
        # multiplied as well, which makes it that of Algorithm 1, as in PyTorch.
        root = math.sqrt(1.0 - self.beta2**self.iter)
        lr_t = self.lr * root / (1.0 - self.beta1**self.iter)
        eps_t = self.eps * root
        for key in params.keys():
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key] ** 2 - self.v[key])
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + eps_t)


METHODS = {method.__name__: method for method in (SGD, Momentum, AdaGrad, RMSprop, Adam)}


class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        self.backward_to_params(dout)
        return np.dot(dout, self.W.T)

    def backward_to_params(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)


class Relu:
    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dout[self.mask] = 0
        return dout


class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t = t
        x = x - np.max(x, axis=1, keepdims=True)
        self.y = np.exp(x) / np.sum(np.exp(x), axis=1, keepdims=True)
        return -np.sum(np.log(self.y[np.arange(len(t)), t])) / len(t)

    def backward(self):
        dx = self.y.copy()
        dx[np.arange(len(self.t)), self.t] -= 1
        return dx / len(self.t)


class TwoLayerNet:
    def __init__(self, params):
        self.params = params
        self.affine1 = Affine(params["W1"], params["b1"])
        self.relu1 = Relu()
        self.affine2 = Affine(params["W2"], params["b2"])
        self.last = SoftmaxWithLoss()

    def loss_and_gradient(self, x, t):
        out = self.affine2.forward(self.relu1.forward(self.affine1.forward(x)))
        loss = self.last.forward(out, t)
        dout = self.relu1.backward(self.affine2.backward(self.last.backward()))
        # The book's first layer also computes the slopes along the examples, which nobody asks for;
        # neither PyTorch nor downhill does.
        self.affine1.backward_to_params(dout)
        grads = {
            "W1": self.affine1.dW,
            "b1": self.affine1.db,
            "W2": self.affine2.dW,
            "b2": self.affine2.db,
        }
        return loss, grads


def about():
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return {"numpy": np.__version__, "BLAS of numpy": f"{blas['name']} {blas['version']}"}


def prepare(contest):
    return {"step": step, "walk": walk, "grid": grid, "train": train}[contest["kind"]](contest)


def step(contest):
    params = {"x": inputs.read("params", contest["dtype"], contest["n"])}
    grads = {"x": inputs.read("grads", contest["dtype"], contest["n"])}
    optimizer = METHODS[contest["method"]](**contest["options"])

    def run(count):
        for _ in range(count):
            optimizer.update(params, grads)

    return run, lambda: params["x"]


def df(x, y):
    return x / 10.0, 2.0 * y


def walk(contest):
    path = []

    def run(count):
        for _ in range(count):
            once()

    def once():
        path.clear()
        optimizer = METHODS[contest["method"]](**contest["options"])
        params = {"x": float(contest["from"][0]), "y": float(contest["from"][1])}
        grads = {"x": 0.0, "y": 0.0}
        path.append((params["x"], params["y"]))
        for _ in range(contest["steps"]):
            grads["x"], grads["y"] = df(params["x"], params["y"])
            optimizer.update(params, grads)
            path.append((params["x"], params["y"]))

    return run, lambda: np.array(path, dtype=np.float64)


def grid(contest):
    points = contest["points"]
    z = None

    def run(count):
        nonlocal z
        for _ in range(count):
            X, Y = np.meshgrid(np.linspace(-10, 10, points), np.linspace(-5, 5, points))
            z = X**2 / 20 + Y**2

    return run, lambda: z


def train(contest):
    params = inputs.weights(contest["dtype"])
    network = TwoLayerNet(params)
    optimizer = Adam(**contest["options"])
    batches = inputs.batches(contest["data"], contest["dtype"])
    step = 0
    loss = 0.0

    def run(count):
        nonlocal step, loss
        for _ in range(count):
            loss, grads = network.loss_and_gradient(*batches[step % len(batches)])
            optimizer.update(network.params, grads)
            step += 1

    def result():
        layers = [params[key].ravel() for key in ("W1", "b1", "W2", "b2")]
        return np.concatenate([np.array([loss], dtype=contest["dtype"]), *layers])

    return run, result
