package org.dl4jlab.engine;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.data.Batch;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Executes a {@link ComputationGraph}. The graph stays the one model: its parameters and updater
 * state are current whenever {@link #sync()} or {@link #close()} has returned. An engine belongs to
 * one thread; nothing else may train the graph, or change its parameters or updater, while it is
 * open.
 */
public interface Engine extends AutoCloseable {

  /** The name by which {@link Engines#named} finds engines of this kind. */
  String name();

  /** The model that this engine executes. */
  ComputationGraph graph();

  /** One step on the batch: forward, backward, update. The same state and batch, the same step. */
  StepResult fit(Batch batch);

  /** One step on features and labels as {@link ComputationGraph#fit} takes them. */
  default StepResult fit(INDArray features, INDArray labels) {
    return fit(new ArrayBatch(features, labels));
  }

  /** The network's output in inference mode, {@code [batch, classes]}, the caller's own array. */
  INDArray output(Batch batch);

  /** Makes the graph's parameters, updater state and counters current. */
  void sync();

  /** How many threads a step runs on. */
  int threads();

  /** Makes the graph current and frees what the engine holds. */
  @Override
  void close();
}
