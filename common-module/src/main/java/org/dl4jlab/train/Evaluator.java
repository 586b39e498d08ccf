package org.dl4jlab.train;

import org.dl4jlab.data.Batch;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.data.SampleOrder;
import org.dl4jlab.data.View;
import org.dl4jlab.engine.Classification;
import org.dl4jlab.engine.Engine;

/** Runs a classifier over a whole data set, the last short batch too. */
public final class Evaluator {

  private static final int BATCH_SIZE = 250;

  /** Keras keeps probabilities this far from 0 and 1 before it takes their logarithm. */
  private static final double KERAS_EPSILON = 1e-7;

  private Evaluator() {}

  /**
   * Predicts every sample: the mean over the views that the samples have. The loss is the
   * cross-entropy: categorical, or binary where the output is a single probability.
   */
  public static Predictions evaluate(Engine engine, Dataset samples) {
    int count = samples.count();
    int[] order = SampleOrder.sequential(count);
    float[][] probabilities = new float[count][];
    int[] actual = new int[count];
    double lossSum = 0;
    for (int from = 0; from < count; from += BATCH_SIZE) {
      int to = Math.min(count, from + BATCH_SIZE);
      float[][] output = null;
      float[][] labels = null;
      for (View view : samples.views()) {
        Batch batch = view.samples().batch(order, from, to);
        labels = labels == null ? batch.labels().toFloatMatrix() : labels;
        output = plus(output, view.weight(), engine.output(batch).toFloatMatrix());
      }
      for (int i = 0; i < output.length; i++) {
        probabilities[from + i] = output[i];
        actual[from + i] = Classification.of(labels[i]);
        lossSum += crossEntropy(output[i], actual[from + i]);
      }
    }
    return new Predictions(probabilities, actual, lossSum / count);
  }

  private static float[][] plus(float[][] sum, double weight, float[][] output) {
    float[][] result = sum == null ? new float[output.length][output[0].length] : sum;
    for (int i = 0; i < output.length; i++) {
      for (int c = 0; c < output[i].length; c++) {
        result[i][c] += (float) (weight * output[i][c]);
      }
    }
    return result;
  }

  private static double crossEntropy(float[] probabilities, int actual) {
    double probability = Classification.probability(probabilities, actual);
    return -Math.log(Math.max(KERAS_EPSILON, Math.min(1 - KERAS_EPSILON, probability)));
  }
}
