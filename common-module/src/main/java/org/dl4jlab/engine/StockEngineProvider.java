package org.dl4jlab.engine;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;

/** Stock DL4J: executes every network, and is every engine's reference. */
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
  public List<String> obstacles(Model model) {
    return List.of();
  }

  @Override
  public Engine open(Model model, EngineOptions options) {
    return new StockEngine(model, options);
  }
}
