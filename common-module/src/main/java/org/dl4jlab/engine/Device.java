package org.dl4jlab.engine;

/**
 * What an engine computes on.
 *
 * @param kind processor or GPU
 * @param name its model
 * @param threads of a step on a processor, 0 on a GPU
 */
public record Device(Kind kind, String name, int threads) {

  /** A kind of device. */
  public enum Kind {
    CPU,
    GPU
  }

  /** This machine's processor. */
  public static Device processor(int threads) {
    return new Device(Kind.CPU, Processor.ofMachine().name(), threads);
  }
}
