package org.dl4jlab.run;

import java.io.IOException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.EvaluatedWeights;
import org.dl4jlab.train.History;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The network after the epoch with the highest validation accuracy: {@code best.zip}, a model of
 * DL4J's without the optimizer's state.
 */
public final class BestModel {

  private String configuration; // null before the first epoch is over
  private INDArray parameters;
  private boolean written;

  /** Of a training without an epoch yet. */
  public BestModel() {
    // nothing is known yet
  }

  private BestModel(ComputationGraph graph, INDArray parameters, boolean written) {
    configuration = graph.getConfiguration().toJson();
    this.parameters = parameters.dup();
    this.written = written;
  }

  /**
   * Of a training that goes on. The model of the run is saved before this one is; where a training
   * was killed in between, both are the same.
   *
   * @param graph as it was read from the run's folder
   * @param evaluated its parameters, or their moving average
   * @throws UserException when the best epoch's parameters are lost
   */
  public static BestModel of(
      RunFolder folder, History before, ComputationGraph graph, INDArray evaluated)
      throws IOException {
    EpochResult best = before.rounded().best().orElse(null);
    if (best == null) {
      return new BestModel();
    }
    if (folder.hasBest()) {
      ComputationGraph saved = folder.readBest();
      if (saved.getConfiguration().getEpochCount() == best.epoch()) {
        return new BestModel(saved, saved.params(), true);
      }
    }
    boolean isLast = best.epoch() == before.epochs().size();
    if (!isLast || before.unfinished().samples() > 0) {
      throw new UserException(
          "The run %s cannot be resumed: its %s is not that of its best epoch, %d"
              .formatted(folder.path(), RunFolder.BEST, best.epoch()));
    }
    return new BestModel(graph, evaluated, false);
  }

  /**
   * Remembers the network if the history's last epoch is its best.
   *
   * @return whether it is
   */
  boolean remember(History history, EvaluatedWeights weights) {
    int best = history.rounded().best().orElseThrow().epoch();
    if (best != history.epochs().size()) {
      return false;
    }
    ComputationGraph graph = (ComputationGraph) weights.engine().model();
    parameters = weights.values().dup();
    configuration = graph.getConfiguration().toJson();
    written = false;
    return true;
  }

  /** Writes it where the folder does not have it. */
  void write(RunFolder folder) throws IOException {
    if (configuration != null && !(written && folder.hasBest())) {
      folder.writeBest(configuration, parameters);
      written = true;
    }
  }

  /** The parameters, null before the first epoch is over. */
  public INDArray parameters() {
    return parameters;
  }
}
