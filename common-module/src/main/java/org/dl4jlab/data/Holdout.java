package org.dl4jlab.data;

import java.util.Arrays;
import org.dl4jlab.UserException;

/**
 * Samples that are set apart from those to train on, so that a training can be validated.
 *
 * @param train the numbers of those that are left, ascending
 * @param validation the numbers of those set apart, ascending
 */
public record Holdout(int[] train, int[] validation) {

  /**
   * Sets a share of each class apart.
   *
   * @param labels of all samples, each from 0 on
   * @param share above 0 and below 1
   * @param seed which of a class are set apart
   * @throws UserException when that leaves none on one side
   */
  public static Holdout of(int[] labels, double share, long seed) {
    int count = (int) Math.round(share * labels.length);
    if (count < 1 || count >= labels.length) {
      throw new UserException(
          "Of %,d training samples a share of %s cannot be held out for the validation"
              .formatted(labels.length, share));
    }
    int[] validation = StratifiedSample.draw(labels, count, seed);
    boolean[] heldOut = new boolean[labels.length];
    Arrays.stream(validation).forEach(sample -> heldOut[sample] = true);
    int[] train =
        Arrays.stream(SampleOrder.sequential(labels.length)).filter(i -> !heldOut[i]).toArray();
    return new Holdout(train, validation);
  }
}
