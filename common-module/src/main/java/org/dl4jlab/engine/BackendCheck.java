package org.dl4jlab.engine;

import java.util.Optional;

/**
 * Finds out whether ND4J's backend can compute on this machine, without touching ND4J. Found
 * through {@link java.util.ServiceLoader}.
 */
@FunctionalInterface
public interface BackendCheck {

  /** What is missing and what to do, in one line; empty where nothing is. */
  Optional<String> obstacle();
}
