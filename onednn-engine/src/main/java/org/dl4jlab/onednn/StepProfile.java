package org.dl4jlab.onednn;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.dl4jlab.data.Batch;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.onednn.plan.Profile;

/** Where the time of the oneDNN engine's training steps goes. */
public final class StepProfile {

  /** Steps before the first that is measured, for the JVM to compile what they run. */
  private static final int WARM_UP = 500;

  /** Until when that has to be done: slow steps run little of Java. */
  private static final Duration ENOUGH = Duration.ofSeconds(10);

  private StepProfile() {}

  /**
   * Trains the model on the batches again and again, and measures the last time.
   *
   * @return by operation, shape and implementation, microseconds of a step
   */
  public static Map<String, Double> of(Model model, List<? extends Batch> batches) {
    try (OneDnnEngine engine = new OneDnnEngine(model, EngineOptions.defaults())) {
      long start = System.nanoTime();
      for (int i = 0; i < WARM_UP && System.nanoTime() - start < ENOUGH.toNanos(); i++) {
        engine.fit(batches.get(i % batches.size()));
      }
      Profile.Measured profile = new Profile.Measured();
      batches.forEach(batch -> engine.fit(batch, profile));
      Map<String, Double> micros = new LinkedHashMap<>();
      profile.nanos().forEach((name, nanos) -> micros.put(name, nanos / 1e3 / batches.size()));
      return micros;
    }
  }
}
