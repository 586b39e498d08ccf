package org.dl4jlab.onednn;

import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.EngineProvider;
import org.dl4jlab.onednn.network.Translation;
import org.dl4jlab.onednn.primitive.OneDnn;

/** oneDNN on the processor: the fastest engine without a GPU. */
public final class OneDnnEngineProvider implements EngineProvider {

  private static final int PRIORITY = 100;

  @Override
  public String name() {
    return OneDnnEngine.NAME;
  }

  @Override
  public int priority() {
    return PRIORITY;
  }

  @Override
  public Optional<String> unsupported(ComputationGraph graph) {
    Optional<String> unavailable = OneDnn.unavailable();
    return unavailable.isPresent() ? unavailable : Translation.unsupported(graph);
  }

  @Override
  public Engine open(ComputationGraph graph, EngineOptions options) {
    return new OneDnnEngine(graph, options);
  }
}
