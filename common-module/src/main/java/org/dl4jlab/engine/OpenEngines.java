package org.dl4jlab.engine;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;

/**
 * The engines that are open. Two on one model would each have parameters of its own, and the one
 * that is closed last would overwrite what the other has learnt.
 */
final class OpenEngines {

  private static final List<WeakReference<Engine>> OPEN = new ArrayList<>();

  private OpenEngines() {}

  /**
   * Opens an engine on a model that has none.
   *
   * @throws IllegalStateException when it has one, or is accelerated and will have
   */
  static synchronized Engine open(Model model, Supplier<Engine> opening) {
    if (model instanceof Accelerated) {
      throw new IllegalStateException("The network is accelerated: it has an engine in itself");
    }
    if (isOpenOn(model)) {
      throw new IllegalStateException("The network has an engine, which has to be closed first");
    }
    Engine engine = opening.get();
    OPEN.add(new WeakReference<>(engine));
    return engine;
  }

  /** To be called when an engine is closed. */
  static synchronized void closed(Engine engine) {
    OPEN.removeIf(open -> open.get() == null || open.get() == engine);
  }

  /**
   * An engine that nobody holds any more is none. DL4J's models are equal when their numbers are.
   */
  private static boolean isOpenOn(Model model) {
    return OPEN.stream()
        .map(WeakReference::get)
        .anyMatch(engine -> engine != null && engine.model() == model);
  }
}
