package org.dl4jlab.spark.train;

import java.io.Serializable;
import java.util.Arrays;
import org.dl4jlab.data.SampleOrder;

/**
 * Which samples each partition has, and in which order it visits them: those of an epoch's order on
 * one machine that are its own. A function of these numbers alone.
 *
 * @param samples in all
 * @param batch samples of a partition's step
 */
record Partitioning(int samples, int partitions, int batch, long seed) implements Serializable {

  /** Epochs are counted from 1, so no epoch has the order by which the samples are dealt out. */
  private static final int DEALING = 0;

  /** The numbers of a partition's samples, ascending. */
  int[] members(int partition) {
    int[] dealt = SampleOrder.shuffled(samples, seed, DEALING);
    int[] members = new int[size(partition)];
    for (int i = 0; i < members.length; i++) {
      members[i] = dealt[i * partitions + partition];
    }
    Arrays.sort(members);
    return members;
  }

  /** How many samples a partition has: as many as the others, or one more. */
  int size(int partition) {
    return (samples - partition + partitions - 1) / partitions;
  }

  /**
   * The order of an epoch.
   *
   * @param members of the partition
   * @param epoch counted from 1
   * @return places among the members
   */
  static int[] order(int[] members, int samples, long seed, int epoch) {
    int[] places = new int[samples];
    Arrays.fill(places, -1);
    for (int place = 0; place < members.length; place++) {
      places[members[place]] = place;
    }
    return Arrays.stream(SampleOrder.shuffled(samples, seed, epoch))
        .map(sample -> places[sample])
        .filter(place -> place >= 0)
        .toArray();
  }

  /** How many samples all partitions' steps at once have, but for an epoch's last ones. */
  int samplesOfStep() {
    return partitions * batch;
  }
}
