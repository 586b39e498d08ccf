package org.dl4jlab.spark.train;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.DivisibleDataset;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.StepResult;
import org.dl4jlab.experiment.Console;
import org.dl4jlab.experiment.EngineSelection;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * A partition's samples and the engine that trains on them, which a worker keeps from round to
 * round. A round is a function of the state that it begins with, so it is the same on a worker that
 * begins anew.
 */
final class PartitionTraining implements AutoCloseable {

  /** Those of this process, by training and partition. */
  private static final Map<String, PartitionTraining> OPEN = new ConcurrentHashMap<>();

  private final DivisibleDataset samples;
  private final int[] members;
  private final Partitioning partitioning;
  private final int threads;
  private final ComputationGraph graph;
  private final Engine engine;
  private int epoch;
  private int[] order; // of the epoch, null before the first

  private PartitionTraining(TrainingTask task, int partition, DivisibleDataset samples) {
    this.samples = samples;
    partitioning = task.partitioning();
    members = partitioning.members(partition);
    threads = task.threads();
    ComputationGraphConfiguration configuration =
        ComputationGraphConfiguration.fromJson(task.configuration());
    // So that partitions draw dropout masks of their own; the first has those of one machine.
    configuration
        .getDefaultConfiguration()
        .setSeed(configuration.getDefaultConfiguration().getSeed() + partition);
    graph = new ComputationGraph(configuration);
    graph.init();
    engine =
        EngineSelection.open(task.engine(), graph, new EngineOptions(threads), Console.quiet());
  }

  /** The partition's training in this process, begun anew where there is none. */
  static PartitionTraining of(TrainingTask task, int partition) {
    return OPEN.computeIfAbsent(
        key(task.id(), partition),
        unused -> new PartitionTraining(task, partition, task.samples(partition)));
  }

  private static String key(String training, int partition) {
    return training + "/" + partition;
  }

  /** Frees what a training holds in this process. */
  static void close(String training) {
    OPEN.entrySet()
        .removeIf(
            entry -> {
              boolean its = entry.getKey().startsWith(training + "/");
              if (its) {
                entry.getValue().close();
              }
              return its;
            });
  }

  /**
   * Takes some steps of an epoch; fewer, or none, where the partition has no more samples.
   *
   * @param from the first step, counted from 0 in each epoch
   * @param to behind the last step
   */
  synchronized RoundResult round(ModelState before, int from, int to) {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    before.copyTo(graph);
    engine.reload();
    visit(before.epoch() + 1);
    int seen = 0;
    double lossSum = 0;
    int correct = 0;
    for (int step = from; step < to && step * partitioning.batch() < order.length; step++) {
      int first = step * partitioning.batch();
      Batch batch =
          samples.batch(order, first, Math.min(order.length, first + partitioning.batch()));
      StepResult result = engine.fit(batch);
      seen += batch.size();
      lossSum += result.loss() * batch.size();
      correct += result.correct();
    }
    engine.sync();
    return new RoundResult(ModelState.of(graph), seen, lossSum, correct);
  }

  private void visit(int next) {
    if (order == null || epoch != next) {
      epoch = next;
      order = Partitioning.order(members, partitioning.samples(), partitioning.seed(), next);
    }
  }

  @Override
  public synchronized void close() {
    engine.close();
    graph.close();
  }
}
