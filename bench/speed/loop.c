/*
 * The five methods as C loops, which the compiler makes vector instructions of: what the machine can do.
 *
 * Compiled twice, with -Dreal=double and -Dreal=float. Each function takes `steps` steps, so that the
 * call from Python, about a microsecond, is not a part of each.
 */
#include <math.h>
#include <tgmath.h>

void sgd(long n, real *restrict x, const real *restrict g, real lr, long steps) {
  for (long step = 0; step < steps; step++)
    for (long i = 0; i < n; i++) x[i] -= lr * g[i];
}

void momentum(long n, real *restrict x, const real *restrict g, real *restrict v, real lr, real share,
              long steps) {
  for (long step = 0; step < steps; step++)
    for (long i = 0; i < n; i++) {
      v[i] = share * v[i] - lr * g[i];
      x[i] += v[i];
    }
}

void adagrad(long n, real *restrict x, const real *restrict g, real *restrict h, real lr, real eps,
             long steps) {
  for (long step = 0; step < steps; step++)
    for (long i = 0; i < n; i++) {
      h[i] += g[i] * g[i];
      x[i] -= lr * g[i] / (sqrt(h[i]) + eps);
    }
}

void rmsprop(long n, real *restrict x, const real *restrict g, real *restrict h, real lr, real decay,
             real eps, long steps) {
  for (long step = 0; step < steps; step++)
    for (long i = 0; i < n; i++) {
      h[i] = decay * h[i] + (1 - decay) * g[i] * g[i];
      x[i] -= lr * g[i] / (sqrt(h[i]) + eps);
    }
}

/* t: the number of steps taken before. */
void adam(long n, real *restrict x, const real *restrict g, real *restrict m, real *restrict v,
          double lr, double beta1, double beta2, double eps, long t, long steps) {
  const real b1 = beta1, b2 = beta2, c1 = 1 - beta1, c2 = 1 - beta2;
  for (long step = 0; step < steps; step++) {
    t++;
    const double root = sqrt(1 - pow(beta2, t));
    const real rate = lr * root / (1 - pow(beta1, t)), e = eps * root;
    for (long i = 0; i < n; i++) {
      m[i] = b1 * m[i] + c1 * g[i];
      v[i] = b2 * v[i] + c2 * g[i] * g[i];
      x[i] -= rate * m[i] / (sqrt(v[i]) + e);
    }
  }
}
