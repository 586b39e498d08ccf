package org.dl4jlab.source;

import java.util.ArrayList;
import java.util.List;
import org.dl4jlab.data.SampleOrder;

/**
 * Samples of one class, divided where the data has no part to test on.
 *
 * @param train four of five, or none
 * @param test every fifth, in an order that depends on their number alone, or all as they were
 */
public record TrainTestSplit<T>(List<T> train, List<T> test) {

  /** One of so many samples is kept. */
  public static final int SHARE = 5;

  private static final long SPLIT_SEED = 20;

  public static <T> TrainTestSplit<T> of(List<T> samples, Division division) {
    return division == Division.ALL_TESTED
        ? new TrainTestSplit<>(List.of(), samples)
        : heldOut(samples);
  }

  private static <T> TrainTestSplit<T> heldOut(List<T> samples) {
    List<T> train = new ArrayList<>();
    List<T> test = new ArrayList<>();
    int[] order = SampleOrder.shuffled(samples.size(), SPLIT_SEED, 0);
    for (int i = 0; i < order.length; i++) {
      (i % SHARE == SHARE - 1 ? test : train).add(samples.get(order[i]));
    }
    return new TrainTestSplit<>(train, test);
  }
}
