package org.dl4jlab.engine;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;

/** A kind of engine, found through {@link java.util.ServiceLoader}. */
public interface EngineProvider {

  /** The name that people type, such as {@code dl4j}. */
  String name();

  /** The highest number is tried first; stock DL4J has 0. */
  int priority();

  /** Why this engine cannot run in this program on this machine; empty when it can. */
  Optional<String> unavailable();

  /**
   * Every reason why this engine cannot execute the model, naming the layer; empty when it can.
   *
   * @param model an initialised ComputationGraph or MultiLayerNetwork
   */
  List<String> obstacles(Model model);

  /** Those of the {@link #obstacles} that keep it from predicting, not from training only. */
  default List<String> inferenceObstacles(Model model) {
    return obstacles(model);
  }

  /**
   * Opens an engine on an initialised model that it supports, or with which it can at least
   * predict.
   */
  Engine open(Model model, EngineOptions options);
}
