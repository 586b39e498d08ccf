package org.dl4jlab.onednn.update;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.dl4jlab.onednn.primitive.Eltwise;
import org.dl4jlab.onednn.primitive.Tensor;

/**
 * Normalizes or clips the gradients of one layer, before penalties and updater, as DL4J's {@code
 * BaseMultiLayerUpdater.preApply} does.
 */
public final class GradientNormalizer implements AutoCloseable {

  /** By which DL4J divides gradients that are all zero. */
  private static final double LEAST_NORM = 1e-5;

  private final List<VectorPlan> plans = new ArrayList<>();
  private final List<Runnable> steps = new ArrayList<>();

  /**
   * @param threshold of clipping
   * @param arrays of the layer
   */
  public GradientNormalizer(GradientNormalization kind, double threshold, List<Vectors> arrays) {
    DoubleUnaryOperator clip = norm -> norm > threshold ? threshold / norm : 1;
    switch (kind) {
      case None -> {}
      case RenormalizeL2PerLayer -> scale(arrays, GradientNormalizer::toUnitNorm);
      case RenormalizeL2PerParamType -> {
        arrays.forEach(array -> scale(List.of(array), GradientNormalizer::toUnitNorm));
      }
      case ClipL2PerLayer -> scale(arrays, clip);
      case ClipL2PerParamType -> arrays.forEach(array -> scale(List.of(array), clip));
      case ClipElementWiseAbsoluteValue -> clipElements(arrays, (float) threshold);
    }
  }

  private static double toUnitNorm(double norm) {
    return 1 / (norm == 0 ? LEAST_NORM : norm);
  }

  /**
   * Multiplies gradients by a number.
   *
   * @param factor from their common Euclidean norm
   */
  private void scale(List<Vectors> arrays, DoubleUnaryOperator factor) {
    VectorPlan norms = plan();
    VectorPlan scaling = plan();
    Tensor number = scaling.number(1);
    List<Tensor> squaredNorms = new ArrayList<>();
    for (Vectors array : arrays) {
      Tensor measured = norms.vector(array.gradients(), array.length());
      squaredNorms.add(norms.dot(measured, measured));
      Tensor scaled = scaling.vector(array.gradients(), array.length());
      scaling.pass(scaled, number).into(scaled);
    }
    steps.add(
        () -> {
          norms.run();
          double squared = squaredNorms.stream().mapToDouble(VectorPlan::get).sum();
          VectorPlan.set(number, factor.applyAsDouble(Math.sqrt(squared)));
          scaling.run();
        });
  }

  private void clipElements(List<Vectors> arrays, float threshold) {
    VectorPlan clipping = plan();
    Tensor one = clipping.number(1);
    for (Vectors array : arrays) {
      Tensor gradient = clipping.vector(array.gradients(), array.length());
      clipping.pass(gradient, one).then(Eltwise.limit(-threshold, threshold)).into(gradient);
    }
    steps.add(clipping::run);
  }

  private VectorPlan plan() {
    VectorPlan plan = new VectorPlan();
    plans.add(plan);
    return plan;
  }

  public void run() {
    steps.forEach(Runnable::run);
  }

  public Stream<Runnable> calls() {
    return plans.stream().flatMap(VectorPlan::calls);
  }

  @Override
  public void close() {
    plans.forEach(VectorPlan::close);
  }
}
