package org.dl4jlab.onednn.parameters;

import java.util.Optional;
import org.nd4j.linalg.learning.config.IUpdater;

/** Which of DL4J's updaters this engine knows. */
public final class Updaters {

  private Updaters() {}

  /** Why an updater is not supported; empty when it is. */
  public static Optional<String> unsupported(IUpdater updater) {
    return UpdateRule.unsupported(updater);
  }
}
