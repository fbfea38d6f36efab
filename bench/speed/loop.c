/*
 * The five methods as C loops, which the compiler turns into vector instructions: what the machine can do.
 *
 * Compiled twice, with -Dreal=double and -Dreal=float. What is called from Python takes `steps` steps at
 * once, so that the call, about a microsecond, is not a part of each.
 */
#include <math.h>
#include <tgmath.h>

/* Not inlined: within the loop over the steps gcc 12 forgets what restrict says, and works one by one. */
#define ONE_STEP static __attribute__((noinline)) void

ONE_STEP sgd_step(long n, real *restrict x, const real *restrict g, real lr) {
  for (long i = 0; i < n; i++) x[i] -= lr * g[i];
}

void sgd(long n, real *x, const real *g, real lr, long steps) {
  while (steps-- > 0) sgd_step(n, x, g, lr);
}

ONE_STEP momentum_step(long n, real *restrict x, const real *restrict g, real *restrict v, real lr,
                       real momentum) {
  for (long i = 0; i < n; i++) {
    v[i] = momentum * v[i] - lr * g[i];
    x[i] += v[i];
  }
}

void momentum(long n, real *x, const real *g, real *v, real lr, real share, long steps) {
  while (steps-- > 0) momentum_step(n, x, g, v, lr, share);
}

ONE_STEP adagrad_step(long n, real *restrict x, const real *restrict g, real *restrict h, real lr,
                      real eps) {
  for (long i = 0; i < n; i++) {
    h[i] += g[i] * g[i];
    x[i] -= lr * g[i] / (sqrt(h[i]) + eps);
  }
}

void adagrad(long n, real *x, const real *g, real *h, real lr, real eps, long steps) {
  while (steps-- > 0) adagrad_step(n, x, g, h, lr, eps);
}

ONE_STEP rmsprop_step(long n, real *restrict x, const real *restrict g, real *restrict h, real lr,
                      real decay, real eps) {
  for (long i = 0; i < n; i++) {
    h[i] = decay * h[i] + (1 - decay) * g[i] * g[i];
    x[i] -= lr * g[i] / (sqrt(h[i]) + eps);
  }
}

void rmsprop(long n, real *x, const real *g, real *h, real lr, real decay, real eps, long steps) {
  while (steps-- > 0) rmsprop_step(n, x, g, h, lr, decay, eps);
}

ONE_STEP adam_step(long n, real *restrict x, const real *restrict g, real *restrict m,
                   real *restrict v, real lr, real beta1, real beta2, real eps) {
  for (long i = 0; i < n; i++) {
    m[i] = beta1 * m[i] + (1 - beta1) * g[i];
    v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
    x[i] -= lr * m[i] / (sqrt(v[i]) + eps);
  }
}

/* t: the number of steps taken before. */
void adam(long n, real *x, const real *g, real *m, real *v, double lr, double beta1, double beta2,
          double eps, long t, long steps) {
  while (steps-- > 0) {
    t++;
    const double root = sqrt(1 - pow(beta2, t));
    adam_step(n, x, g, m, v, lr * root / (1 - pow(beta1, t)), beta1, beta2, eps * root);
  }
}
