package org.dl4jlab.onednn.plan;

import java.util.LinkedHashMap;
import java.util.Map;

/** How long the calls of a step take, by what they do. */
public final class Profile {

  private final Map<String, Long> nanos = new LinkedHashMap<>();

  /** Runs a call and adds its time to those of its name. */
  public void time(Runnable call) {
    long start = System.nanoTime();
    call.run();
    add(name(call), System.nanoTime() - start);
  }

  private void add(String name, long duration) {
    nanos.merge(name, duration, Long::sum);
  }

  /** Work of our own, between oneDNN's primitives, has no name. */
  private static String name(Runnable call) {
    String name = call.toString();
    return name.contains("@") ? "java" : name;
  }

  /** By name, in the order in which they were first called, nanoseconds in all. */
  public Map<String, Long> nanos() {
    return Map.copyOf(nanos);
  }
}
