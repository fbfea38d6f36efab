const one = (idea, formula, source, lr) => ({
  about: { idea, formula, source, hyperparameters: { lr: { default: lr } } },
})
exports.catalogue = {
  SGD: one(
    'A step downhill, as long as the slope is steep.',
    ['x ← x − η·g'],
    'Robbins and Monro, A stochastic approximation method, 1951',
    0.01,
  ),
  Momentum: one(
    'A velocity: steps in the same direction add up, steps to and fro partly cancel.',
    ['v ← α·v − η·g', 'x ← x + v'],
    'Polyak, Some methods of speeding up the convergence of iteration methods, 1964',
    0.01,
  ),
  Nesterov: one(
    'The slope is taken where the velocity is about to lead.',
    ['v ← α·v − η·g', 'x ← x + α·v − η·g'],
    'Nesterov, A method of solving a convex programming problem, 1983',
    0.01,
  ),
  AdaGrad: one(
    'A learning rate for each parameter, which shrinks as its slopes add up.',
    ['h ← h + g²', 'x ← x − η·g/(√h + ε)'],
    'Duchi, Hazan and Singer, Adaptive subgradient methods, 2011',
    0.01,
  ),
  RMSprop: one(
    'The sum of squares forgets the distant past.',
    ['h ← ρ·h + (1 − ρ)·g²', 'x ← x − η·g/(√h + ε)'],
    'Tieleman and Hinton, Lecture 6.5, 2012',
    0.01,
  ),
  Adam: one(
    'Momentum and RMSprop in one, both corrected for having started at 0.',
    [
      'm ← β₁·m + (1 − β₁)·g,  m̂ = m/(1 − β₁ᵗ)',
      'v ← β₂·v + (1 − β₂)·g²,  v̂ = v/(1 − β₂ᵗ)',
      'x ← x − η·m̂/(√v̂ + ε)',
    ],
    'Kingma and Ba, Adam: a method for stochastic optimization, arXiv:1412.6980, 2015',
    0.001,
  ),
}
