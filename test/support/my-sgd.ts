/** A learner's own optimizer, as one writes it in a cell. */
export class MySGD {
  lr: number
  constructor(lr: number) {
    this.lr = lr
  }
  update(params: { x: number; y: number }, grads: { x: number; y: number }): void {
    params.x -= this.lr * grads.x
    params.y -= this.lr * grads.y
  }
}
