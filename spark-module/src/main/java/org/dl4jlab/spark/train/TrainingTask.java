package org.dl4jlab.spark.train;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.dl4jlab.data.DivisibleDataset;

/**
 * What a worker must know to train on any partition.
 *
 * @param id tells trainings apart that follow each other in one process
 * @param configuration of the network, as JSON
 * @param engine its name
 * @param threads of an engine
 * @param parts the partitions' samples, of which a worker fetches those that it trains on
 */
record TrainingTask(
    String id,
    String configuration,
    String engine,
    int threads,
    Partitioning partitioning,
    List<Broadcast<DivisibleDataset>> parts)
    implements Serializable {

  DivisibleDataset samples(int partition) {
    return parts.get(partition).value();
  }
}
