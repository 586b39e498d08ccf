package org.dl4jlab.spark.train;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.DivisibleDataset;
import org.dl4jlab.engine.Device;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.StepResult;
import org.dl4jlab.spark.cluster.ClusterFailure;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains on a cluster: a step of it is a {@link Round}, in which every partition takes some steps
 * from the model's state, whose results are averaged. It predicts here.
 */
final class SparkEngine implements Engine {

  private final JavaSparkContext context;
  private final Engine local;
  private final ComputationGraph graph;
  private final TrainingTask task;
  private final JavaRDD<Integer> partitions;
  private final Averaging averaging;
  private boolean changed; // since the local engine has read the model

  /**
   * @param local on the graph, for predictions
   * @param samples all of them, to be divided
   */
  SparkEngine(
      JavaSparkContext context,
      Engine local,
      Partitioning partitioning,
      String engine,
      DivisibleDataset samples,
      Averaging averaging) {
    this.context = context;
    this.averaging = averaging;
    this.local = local;
    graph = (ComputationGraph) local.model();
    List<Broadcast<DivisibleDataset>> parts = new ArrayList<>();
    for (int partition = 0; partition < partitioning.partitions(); partition++) {
      parts.add(context.broadcast(samples.select(partitioning.members(partition))));
    }
    task =
        new TrainingTask(
            UUID.randomUUID().toString(),
            graph.getConfiguration().toJson(),
            engine,
            local.device().threads(),
            partitioning,
            parts);
    partitions = partitions(context, partitioning.partitions());
  }

  /** Kept where it was computed, so that a partition's next round goes where its last one was. */
  private static JavaRDD<Integer> partitions(JavaSparkContext context, int count) {
    return context
        .parallelize(IntStream.range(0, count).boxed().toList(), count)
        .map(partition -> partition)
        .cache();
  }

  @Override
  public String name() {
    return local.name();
  }

  @Override
  public Model model() {
    return graph;
  }

  @Override
  public Device device() {
    return local.device();
  }

  @Override
  public StepResult fit(Batch batch) {
    if (!(batch instanceof Round round)) {
      throw new IllegalArgumentException("The partitions have samples of their own");
    }
    RoundResult average = train(round);
    average.state().copyTo(graph);
    changed = true;
    return new StepResult(average.lossSum() / average.samples(), average.correct());
  }

  /** All partitions' results, averaged. */
  private RoundResult train(Round round) {
    int samplesOfStep = task.partitioning().samplesOfStep();
    int from = round.from() / samplesOfStep;
    int to = (round.to() + samplesOfStep - 1) / samplesOfStep;
    TrainingTask known = task;
    Broadcast<ModelState> state = context.broadcast(ModelState.of(graph));
    try {
      return averaging.of(
          partitions,
          partition -> PartitionTraining.of(known, partition).round(state.value(), from, to));
    } catch (Exception e) {
      throw ClusterFailure.of(e);
    } finally {
      state.destroy();
    }
  }

  @Override
  public StepResult fitSegment(Batch segment) {
    return fit(segment);
  }

  @Override
  public List<INDArray> outputs(Batch batch) {
    if (changed) {
      local.reload();
      changed = false;
    }
    return local.outputs(batch);
  }

  @Override
  public void endEpoch() {
    local.endEpoch();
  }

  @Override
  public void resetState() {
    local.resetState();
  }

  /** The model is current after every round. */
  @Override
  public void sync() {
    // Nothing is elsewhere.
  }

  @Override
  public void reload() {
    changed = true;
  }

  @Override
  public void close() {
    try {
      if (changed) {
        local.reload();
      }
      local.close();
    } finally {
      PartitionTraining.close(task.id());
      context.close();
    }
  }
}
