package org.dl4jlab.benchmarks;

/** Something that trains and predicts with one network and one size of batch. */
interface Contestant extends AutoCloseable {

  /** One step: forward, backward, Adam. */
  void train();

  /** One batch's output, on the heap. */
  float[] predict();

  @Override
  void close();

  static Contestant of(String name, Task task, int batch) {
    return switch (name) {
      case "onednn" -> new EngineContestant("onednn", 0, task, batch);
      case "dl4j" -> new EngineContestant("dl4j", 0, task, batch);
      case "dl4j-1-thread" -> new EngineContestant("dl4j", 1, task, batch);
      case "djl-pytorch" -> new DjlContestant(task, batch);
      default -> throw new IllegalArgumentException("No contestant is called " + name);
    };
  }
}
