"""Writes math.json: what the functions of src/math.ts should return, worked out to 60 digits.

    python test/reference/make_math.py

It needs nothing but Python. Each case has the arguments, the double that is nearest to the exact result,
and the rest in units of that double's last place, from −½ to ½.
"""

import json
import math
import random
from decimal import Decimal, localcontext
from pathlib import Path

random.seed(1)
CASES = 80


def pi():
    """Machin's formula: π/4 = 4·arctan(1/5) − arctan(1/239)."""

    def arctan_of_inverse(n):
        term = total = Decimal(1) / n
        k = 1
        while abs(term) > Decimal(10) ** -450:
            term = -term / (n * n)
            k += 2
            total += term / k
        return total

    return 4 * (4 * arctan_of_inverse(5) - arctan_of_inverse(239))


def sin(x, quarters=0):
    """The series, after whole quarters of a turn have been taken off."""
    quarter = PI / 2
    turns = (x / quarter).to_integral_value()
    r = x - turns * quarter
    n = int(turns % 4) + quarters
    k, term = (1, r) if n % 2 == 0 else (0, Decimal(1))
    total = term
    while abs(term) > Decimal(10) ** -90:
        term = -term * r * r / ((k + 1) * (k + 2))
        k += 2
        total += term
    return total if n % 4 < 2 else -total


def tanh(x):
    grown = (2 * x).exp()
    return (grown - 1) / (grown + 1)


def between(low, high):
    return random.uniform(low, high)


def any_size(decades):
    return between(1, 10) * 10.0 ** between(-decades, decades)


FUNCTIONS = {
    "exp": (lambda x: x.exp(), [lambda: [between(-700, 700)], lambda: [between(-1, 1)]]),
    "log": (lambda x: x.ln(), [lambda: [between(0, 3)], lambda: [any_size(300)]]),
    "log10": (lambda x: x.log10(), [lambda: [between(0, 3)], lambda: [any_size(300)]]),
    "sin": (sin, [lambda: [between(-40, 40)], lambda: [any_size(300)], lambda: [any_size(6)]]),
    "cos": (
        lambda x: sin(x, 1),
        [lambda: [between(-40, 40)], lambda: [any_size(300)], lambda: [any_size(6)]],
    ),
    "tanh": (tanh, [lambda: [between(-1.2, 1.2)], lambda: [between(-19, 19)], lambda: [10.0 ** between(-9, 0)]]),
    "pow": (
        lambda x, y: (y * x.ln()).exp(),
        [lambda: [between(0, 4), between(-200, 200)], lambda: [any_size(20), between(-9, 9)]],
    ),
    "hypot": (
        lambda x, y: (x * x + y * y).sqrt(),
        [lambda: [between(-9, 9), between(-9, 9)], lambda: [any_size(300), any_size(300)]]
        + [lambda: [s * between(0.1, 9), s * between(0.1, 9)] for s in [1e-300, 1e300]],
    ),
}

# Where 1 - 2/(exp(2x) + 1), with each step rounded, is more than one unit off.
HARD = {"tanh": [[0.577956984040177], [0.6308631060952374]]}

with localcontext(prec=460, Emin=-99999, Emax=99999):
    PI = pi()
    functions = {}
    for name, (exact, draws) in FUNCTIONS.items():
        cases = []
        hard = HARD.get(name, [])
        while len(cases) < CASES:
            given = hard[len(cases)] if len(cases) < len(hard) else draws[len(cases) % len(draws)]()
            with localcontext(prec=380 if name in ("sin", "cos") else 60):
                result = exact(*map(Decimal, given))
                nearest = float(result)
                # In other numbers the last place is not where it usually is.
                if not 1e-300 < abs(nearest) < 1e300:
                    continue
                rest = (result - Decimal(nearest)) / Decimal(math.ulp(nearest))
            cases.append([*given, nearest, round(float(rest), 3)])
        functions[name] = cases

lines = ",\n".join(
    f'  "{name}": [\n' + ",\n".join(f"    {json.dumps(case)}" for case in cases) + "\n  ]"
    for name, cases in functions.items()
)
Path(__file__).with_name("math.json").write_text("{\n" + lines + "\n}\n", encoding="utf-8")
