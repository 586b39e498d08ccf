package org.dl4jlab.run;

import org.dl4jlab.engine.Processor;

/**
 * Where a run was measured.
 *
 * @param processor its model name, or the architecture where the system does not tell
 * @param cores that this JVM may use
 * @param heapMegabytes the most heap that this JVM may use
 */
public record Machine(String processor, int cores, long heapMegabytes, String system, String java) {

  public static Machine current() {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        Processor.ofMachine().name(),
        runtime.availableProcessors(),
        runtime.maxMemory() >> 20,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
  }
}
