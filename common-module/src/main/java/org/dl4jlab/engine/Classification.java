package org.dl4jlab.engine;

import org.nd4j.linalg.api.ndarray.INDArray;

/** From probabilities to classes. */
public final class Classification {

  private Classification() {}

  /** How many rows of {@code output [batch, classes]} agree with those of {@code labels}. */
  public static int correct(INDArray output, INDArray labels) {
    return correct(output, labels, null);
  }

  /**
   * The same without rows that are masked.
   *
   * @param mask {@code [batch, 1]} or {@code [batch, classes]}, null for none
   */
  public static int correct(INDArray output, INDArray labels, INDArray mask) {
    float[][] predicted = output.toFloatMatrix();
    float[][] actual = labels.toFloatMatrix();
    int correct = 0;
    for (int i = 0; i < predicted.length; i++) {
      boolean counts = mask == null || mask.getRow(i).sumNumber().doubleValue() != 0;
      if (counts && of(predicted[i]) == of(actual[i])) {
        correct++;
      }
    }
    return correct;
  }

  /** How probable a class is, 0 to 1; of a single probability, that of class 1 is told. */
  public static double probability(float[] probabilities, int ofClass) {
    if (probabilities.length > 1) {
      return probabilities[ofClass];
    }
    return ofClass == 1 ? probabilities[0] : 1 - probabilities[0];
  }

  /** The likeliest class; of a single probability, 1 where it is above one half. */
  public static int of(float[] probabilities) {
    if (probabilities.length == 1) {
      return probabilities[0] > 0.5f ? 1 : 0;
    }
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      if (probabilities[i] > probabilities[best]) {
        best = i;
      }
    }
    return best;
  }
}
