package org.dl4jlab.engine;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.data.Batch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * Executes a network of DL4J's: a {@link org.deeplearning4j.nn.graph.ComputationGraph} or a {@link
 * org.deeplearning4j.nn.multilayer.MultiLayerNetwork}. That stays the one model: its parameters and
 * updater state are current whenever {@link #sync()} or {@link #close()} has returned. One thread
 * at a time uses an engine; of two that compute at once the second gets an {@link
 * IllegalStateException}. A model has one engine at a time. Whoever else changes the model while it
 * is open calls {@link #sync()} before and {@link #reload()} afterwards.
 */
public interface Engine extends AutoCloseable {

  /** The name by which {@link Engines#named} finds engines of this kind. */
  String name();

  /** The model that this engine executes. */
  Model model();

  /** Where it computes. */
  Device device();

  /**
   * One step on the batch: forward, backward, update. The same state and batch, the same step. With
   * truncated backpropagation through time, a step for each segment of its series, and the last
   * one's result; nothing is remembered before the first and after the last.
   *
   * @throws IllegalArgumentException when the batch does not fit the network, which may have
   *     outputs without a loss, or has masks that the engine cannot heed
   * @throws IllegalStateException when the engine can only predict with the network
   */
  StepResult fit(Batch batch);

  /**
   * One step on a segment of series, for networks with truncated backpropagation through time:
   * recurrent layers go on from where the segment before has ended, or begin anew after {@link
   * #resetState()}. For other networks the same as {@link #fit(Batch)}.
   *
   * @throws IllegalArgumentException as of {@link #fit(Batch)}, or when the segment before was of
   *     another number of samples
   */
  StepResult fitSegment(Batch segment);

  /** One step of a network with one input and one output. */
  default StepResult fit(INDArray features, INDArray labels) {
    return fit(new ArrayBatch(features, labels));
  }

  /** One step on inputs, labels and masks in the order of the network's inputs and outputs. */
  default StepResult fit(MultiDataSet data) {
    return fit(new ArrayBatch(data));
  }

  /** The network's outputs in inference mode, in their order, the caller's own arrays. */
  List<INDArray> outputs(Batch batch);

  /** The output of a network that has one, such as {@code [batch, classes]}. */
  default INDArray output(Batch batch) {
    return outputs(batch).get(0);
  }

  /** Counts an epoch in the model, for schedules, and tells its listeners. */
  void endEpoch();

  /** Forgets what recurrent layers remember of earlier segments. */
  void resetState();

  /** Makes the model's parameters, updater state and counters current. */
  void sync();

  /**
   * Takes over the model's parameters, updater state and counters, which were changed outside: set,
   * averaged, restored. What the engine has learnt since the last {@link #sync()} is lost.
   */
  void reload();

  /**
   * Makes the model current and frees what the engine holds; of a model that was closed, only the
   * latter. An engine whose update failed midway, as with somebody's own constraint, has closed
   * itself; what it had learnt since it was last current is lost.
   *
   * @throws IllegalStateException within a step, or when another thread computes for long
   */
  @Override
  void close();
}
