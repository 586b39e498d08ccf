package org.dl4jlab.onednn.update;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jlab.onednn.primitive.Eltwise;
import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/**
 * The penalties on one array's values: {@code l1 * Σ|w| + l2 / 2 * Σw²}, whose gradient the updater
 * sees, and weight decay (Loshchilov and Hutter 2019), which passes it by. DL4J adds half the
 * decay's {@code Σw²} to the loss as well.
 */
public final class Penalties implements AutoCloseable {

  private static final Set<Class<?>> KNOWN =
      Set.of(L1Regularization.class, L2Regularization.class, WeightDecay.class);

  /**
   * Makes 0 of weights below about 1e-15: moments that are kept from fading move those without a
   * gradient by less than that, and their sign shall be 0 still.
   */
  private static final double SHRINK = 1e-30;

  /** Of what is left, any number but 0 becomes one beyond 1. */
  private static final Eltwise ENLARGE = Eltwise.linear(1e38f, 0);

  private static final Eltwise CLIP = Eltwise.limit(-1, 1);

  private final List<L1Regularization> l1;
  private final List<L2Regularization> l2;
  private final List<WeightDecay> decays;
  private final IUpdater updater;
  private final VectorPlan norms = new VectorPlan();
  private final VectorPlan gradients = new VectorPlan();
  private final VectorPlan decay = new VectorPlan();
  private final Tensor absoluteSum;
  private final Tensor squaredSum;
  private final Tensor l1Factor = gradients.number(0);
  private final Tensor l2Factor = gradients.number(0);
  private final Tensor decayFactor = decay.number(0);

  /**
   * @param updater of the array, whose learning rate a weight decay may be in proportion to
   */
  public Penalties(List<Regularization> penalties, IUpdater updater, Vectors array) {
    l1 = only(L1Regularization.class, penalties);
    l2 = only(L2Regularization.class, penalties);
    decays = only(WeightDecay.class, penalties);
    this.updater = updater;
    absoluteSum = l1.isEmpty() ? null : absoluteSum(array);
    squaredSum = l2.isEmpty() && decays.isEmpty() ? null : squaredSum(array);
    addPasses(array);
  }

  /** Why penalties are not supported; empty when they are. */
  public static Optional<String> unsupported(List<Regularization> penalties) {
    return penalties.stream()
        .filter(penalty -> !KNOWN.contains(penalty.getClass()))
        .map(penalty -> "the penalty " + penalty.getClass().getSimpleName())
        .findFirst();
  }

  private static <R> List<R> only(Class<R> type, List<Regularization> penalties) {
    return penalties.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private Tensor absoluteSum(Vectors array) {
    Tensor values = norms.vector(array.values(), array.length());
    Tensor signs = norms.like(values);
    sign(norms, values).into(signs);
    return norms.dot(values, signs);
  }

  /** oneDNN has no function for it. */
  private static Pass sign(VectorPlan plan, Tensor values) {
    return plan.pass(values, plan.number(SHRINK)).then(ENLARGE).then(ENLARGE).then(CLIP);
  }

  private Tensor squaredSum(Vectors array) {
    Tensor values = norms.vector(array.values(), array.length());
    return norms.dot(values, values);
  }

  private void addPasses(Vectors array) {
    Tensor values = gradients.vector(array.values(), array.length());
    Tensor gradient = gradients.vector(array.gradients(), array.length());
    if (!l1.isEmpty()) {
      sign(gradients, values).times(l1Factor).addTo(gradient, 1);
    }
    if (!l2.isEmpty()) {
      gradients.pass(values, l2Factor).addTo(gradient, 1);
    }
    if (!decays.isEmpty()) {
      Tensor decayed = decay.vector(array.values(), array.length());
      decay.pass(decayed, decayFactor).addTo(decayed, 1);
    }
  }

  /** What they add to the loss. */
  public double loss(int iteration, int epoch) {
    norms.run();
    double loss = 0;
    if (absoluteSum != null) {
      loss += l1(iteration, epoch) * VectorPlan.get(absoluteSum);
    }
    if (squaredSum != null) {
      double coefficients = l2(iteration, epoch) + decay(iteration, epoch, false);
      loss += 0.5 * coefficients * VectorPlan.get(squaredSum);
    }
    return loss;
  }

  /** Adds the gradients that the updater shall see. */
  public void addGradients(int iteration, int epoch) {
    VectorPlan.set(l1Factor, l1(iteration, epoch));
    VectorPlan.set(l2Factor, l2(iteration, epoch));
    gradients.run();
  }

  /** Decays the weights: to be called when all gradients were added, before the updater's step. */
  public void decay(int iteration, int epoch) {
    VectorPlan.set(decayFactor, -decay(iteration, epoch, true));
    decay.run();
  }

  private double l1(int iteration, int epoch) {
    return l1.stream().mapToDouble(l -> l.getL1().valueAt(iteration, epoch)).sum();
  }

  private double l2(int iteration, int epoch) {
    return l2.stream().mapToDouble(l -> l.getL2().valueAt(iteration, epoch)).sum();
  }

  /**
   * @param applied whether with the learning rate, where one is asked for
   */
  private double decay(int iteration, int epoch, boolean applied) {
    double rate = updater.hasLearningRate() ? updater.getLearningRate(iteration, epoch) : 1;
    return decays.stream()
        .mapToDouble(
            d -> d.getCoeff().valueAt(iteration, epoch) * (applied && d.isApplyLR() ? rate : 1))
        .sum();
  }

  public Stream<Runnable> calls() {
    return Stream.of(norms, gradients, decay).flatMap(VectorPlan::calls);
  }

  @Override
  public void close() {
    norms.close();
    gradients.close();
    decay.close();
  }
}
