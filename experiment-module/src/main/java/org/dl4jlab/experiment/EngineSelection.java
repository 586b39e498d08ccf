package org.dl4jlab.experiment;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.Engines;

/** Opens the engine that a person has named. */
public final class EngineSelection {

  private EngineSelection() {}

  /**
   * The engine of that name, or for {@code auto} the fastest, with a line that says why a faster
   * one is not.
   *
   * @throws org.dl4jlab.UserException when there is no such engine, or it cannot execute the graph
   */
  public static Engine open(
      String name, ComputationGraph graph, EngineOptions options, Console console) {
    return name.equals(Engines.AUTO)
        ? Engines.fastest(graph, options, reason -> console.say("%s", reason))
        : Engines.named(name, graph, options);
  }
}
