package org.dl4jlab.engine;

import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Stock DL4J: executes every graph with one input and one output, and is every engine's reference.
 */
public final class StockEngineProvider implements EngineProvider {

  @Override
  public String name() {
    return StockEngine.NAME;
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Optional<String> unavailable() {
    return Backend.obstacle();
  }

  @Override
  public Optional<String> unsupported(ComputationGraph graph) {
    if (graph.getNumInputArrays() != 1 || graph.getNumOutputArrays() != 1) {
      return Optional.of(
          "it has %d inputs and %d outputs; one of each is needed"
              .formatted(graph.getNumInputArrays(), graph.getNumOutputArrays()));
    }
    return Optional.empty();
  }

  @Override
  public Engine open(ComputationGraph graph, EngineOptions options) {
    return new StockEngine(graph, options);
  }
}
