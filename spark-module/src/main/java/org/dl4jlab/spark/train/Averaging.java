package org.dl4jlab.spark.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import scala.Tuple2;

/**
 * Averages partitions' results. Of few, all come here. Of many, each is cut into slices that are
 * averaged where Spark's shuffle brings them, so that here arrives no more than one state. Both add
 * up in the order of the partitions, and so give the same bits.
 *
 * @param few so many partitions' results come here
 */
record Averaging(int few) {

  static final Averaging USUAL = new Averaging(8);

  /** A partition's slice. */
  private record Slice(int partition, RoundResult result) implements Serializable {}

  /**
   * @param round of a partition, computed by its worker
   */
  RoundResult of(JavaRDD<Integer> partitions, Function<Integer, RoundResult> round) {
    int count = partitions.getNumPartitions();
    return count <= few
        ? RoundResult.average(partitions.map(round).collect())
        : RoundResult.joined(sliced(partitions, round, count));
  }

  /** The averages of the slices, in their order. */
  private static List<RoundResult> sliced(
      JavaRDD<Integer> partitions, Function<Integer, RoundResult> round, int count) {
    return partitions
        .flatMapToPair(
            partition -> {
              RoundResult result = round.call(partition);
              return IntStream.range(0, count)
                  .mapToObj(i -> new Tuple2<>(i, new Slice(partition, result.slice(i, count))))
                  .iterator();
            })
        .groupByKey(count)
        .mapValues(Averaging::average)
        .collect()
        .stream()
        .sorted(Comparator.comparing(Tuple2::_1))
        .map(Tuple2::_2)
        .toList();
  }

  private static RoundResult average(Iterable<Slice> slices) {
    List<Slice> ordered = new ArrayList<>();
    StreamSupport.stream(slices.spliterator(), false).forEach(ordered::add);
    ordered.sort(Comparator.comparingInt(Slice::partition));
    return RoundResult.average(ordered.stream().map(Slice::result).toList());
  }
}
