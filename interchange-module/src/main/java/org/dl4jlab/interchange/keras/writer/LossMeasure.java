package org.dl4jlab.interchange.keras.writer;

import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossCosineProximity;
import org.nd4j.linalg.lossfunctions.impl.LossKLD;
import org.nd4j.linalg.lossfunctions.impl.LossL1;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;

/**
 * A loss as Keras has it. Keras takes the mean over steps and pixels, and of some losses over the
 * outputs, where DL4J takes the sum.
 *
 * @param name in Keras
 * @param weight by which Keras' is multiplied
 */
record LossMeasure(String name, double weight) {

  private static final String SQUARES = "mean_squared_error";
  private static final String DISTANCES = "mean_absolute_error";
  private static final String CLASSES = "categorical_crossentropy";

  /** By the class itself, as DL4J's losses inherit from each other. */
  private static final Map<Class<?>, String> NAMES =
      Map.of(
          LossMCXENT.class, CLASSES,
          LossNegativeLogLikelihood.class, CLASSES,
          LossBinaryXENT.class, "binary_crossentropy",
          LossMSE.class, SQUARES,
          LossL2.class, SQUARES,
          LossMAE.class, DISTANCES,
          LossL1.class, DISTANCES,
          LossKLD.class, "kl_divergence",
          LossCosineProximity.class, "cosine_similarity");

  /**
   * @param output what the loss is of
   * @return empty where Keras has none that is the same
   */
  static Optional<LossMeasure> of(ILossFunction loss, KerasTensor output) {
    String name = NAMES.get(loss.getClass());
    long numbers = output.length();
    Optional<Double> own = weight(loss);
    if (name == null || numbers == KerasTensor.FREE || own.isEmpty()) {
      return Optional.empty();
    }
    boolean sums =
        loss instanceof LossBinaryXENT
            || loss.getClass() == LossL2.class
            || loss.getClass() == LossL1.class;
    double places = sums ? numbers : (double) numbers / output.channels();
    // A weight of one fifth is a little more than that, and five times it a little more than 1.
    return Optional.of(new LossMeasure(name, (float) (own.get() * places)));
  }

  /** Of all outputs alike; empty where they differ. */
  private static Optional<Double> weight(ILossFunction loss) {
    INDArray weights = null;
    if (loss instanceof LossMCXENT classes) {
      weights = classes.getWeights();
    } else if (loss instanceof LossBinaryXENT bits) {
      weights = bits.getWeights();
    } else if (loss instanceof LossL2 squares) {
      weights = squares.getWeights();
    } else if (loss instanceof LossL1 distances) {
      weights = distances.getWeights();
    }
    if (weights == null) {
      return Optional.of(1.0);
    }
    double least = weights.minNumber().doubleValue();
    return least == weights.maxNumber().doubleValue() ? Optional.of(least) : Optional.empty();
  }

  boolean isCrossEntropy() {
    return name.endsWith("crossentropy");
  }
}
