package org.dl4jlab.onednn;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.dl4jlab.engine.Backend;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.EngineProvider;
import org.dl4jlab.onednn.primitive.OneDnn;
import org.dl4jlab.program.NetworkModel;

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
  public Optional<String> unavailable() {
    return unavailable(Backend.onGpu());
  }

  /**
   * @param arraysOnGpu whether ND4J's arrays lie where oneDNN cannot reach them
   */
  static Optional<String> unavailable(boolean arraysOnGpu) {
    return arraysOnGpu
        ? Optional.of("it computes on the processor, and this build (-Pcuda) on the GPU")
        : OneDnn.unavailable();
  }

  @Override
  public List<String> obstacles(Model model) {
    return Obstacles.of(NetworkModel.of(model));
  }

  @Override
  public List<String> inferenceObstacles(Model model) {
    return Obstacles.ofInference(NetworkModel.of(model));
  }

  @Override
  public Engine open(Model model, EngineOptions options) {
    return new OneDnnEngine(model, options);
  }
}
