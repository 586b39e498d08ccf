package org.dl4jlab.engine;

/**
 * How an engine shall run.
 *
 * @param threads threads of a step; 0 lets the engine choose
 */
public record EngineOptions(int threads) {

  public EngineOptions {
    if (threads < 0 || threads > 1024) {
      throw new IllegalArgumentException("Threads must be 0 to 1024, not " + threads);
    }
  }

  public static EngineOptions defaults() {
    return new EngineOptions(0);
  }
}
