package org.dl4jlab.onednn.update;

import java.util.stream.Stream;
import org.dl4jlab.onednn.primitive.Eltwise;
import org.dl4jlab.onednn.primitive.Tensor;

/** An updater's step over vectors of values, gradients and states, with ND4J's formulas. */
public abstract class Optimizer implements AutoCloseable {

  /**
   * Keeps the moments of weights without a gradient from fading into denormal numbers, with which
   * processors are tens of times slower; an update does not notice it.
   */
  private static final float NORMAL = 1e-32f;

  /**
   * The same for squares of small gradients: they are squared after this enlargement, which leaves
   * room for gradients up to 1e15.
   */
  private static final double ENLARGED = 0x1p14;

  private final VectorPlan plan = new VectorPlan();
  private final Vectors vectors;
  private final Tensor value;
  private final Tensor gradient;
  private final Tensor rate = number(0);

  Optimizer(Vectors vectors) {
    this.vectors = vectors;
    value = plan.vector(vectors.values(), vectors.length());
    gradient = plan.vector(vectors.gradients(), vectors.length());
  }

  /** By how much the step is multiplied, corrections for its number included. */
  abstract double rate(int iteration, int epoch);

  /** Sets the other factors that depend on the step. */
  void prepare(int iteration, int epoch) {}

  /** Changes the values by the gradients. */
  public final void run(int iteration, int epoch) {
    VectorPlan.set(rate, -rate(iteration, epoch));
    prepare(iteration, epoch);
    plan.run();
  }

  public final Stream<Runnable> calls() {
    return plan.calls();
  }

  @Override
  public final void close() {
    plan.close();
  }

  final Tensor value() {
    return value;
  }

  final Tensor gradient() {
    return gradient;
  }

  final Tensor state(int kind) {
    return plan.vector(vectors.states()[kind], vectors.length());
  }

  /** The rate, negative. */
  final Tensor descent() {
    return rate;
  }

  final Tensor number(double value) {
    return plan.number(value);
  }

  /**
   * @param factor a vector or a number
   */
  final Pass pass(Tensor source, Tensor factor) {
    return plan.pass(source, factor);
  }

  /** {@code target = keep * target + factor * source}. */
  final void blend(Tensor target, double keep, Tensor factor, Tensor source) {
    pass(source, factor).addTo(target, (float) keep);
  }

  /** {@code mean = decay * mean + (1 - decay) * vector}. */
  final void average(Tensor mean, double decay, Tensor vector) {
    pass(vector, number(1 - decay)).then(Eltwise.linear(1, NORMAL)).addTo(mean, (float) decay);
  }

  /** {@code sum = keep * sum + share * vector²}. */
  final void addSquares(Tensor sum, double keep, double share, Tensor vector) {
    double factor = share / (ENLARGED * ENLARGED);
    pass(vector, number(ENLARGED))
        .then(Eltwise.square())
        .then(Eltwise.linear((float) factor, NORMAL))
        .addTo(sum, (float) keep);
  }

  /** {@code value -= rate * direction / (√squares + epsilon)}, in one pass. */
  final void descend(Tensor direction, Tensor squares, double epsilon) {
    pass(squares, number(1))
        .then(Eltwise.squareRoot())
        .then(Eltwise.linear(1, (float) epsilon))
        .then(Eltwise.reciprocal())
        .times(direction)
        .times(rate)
        .addTo(value, 1);
  }
}
