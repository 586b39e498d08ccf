package org.dl4jlab.onednn.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs the calls of a step, and may measure them. */
@FunctionalInterface
public interface Profile {

  /** Only runs them. */
  Profile NONE = Runnable::run;

  void time(Runnable call);

  /** Adds the time of each call to those of its name. */
  final class Measured implements Profile {

    private final Map<String, Long> nanos = new LinkedHashMap<>();

    @Override
    public void time(Runnable call) {
      long start = System.nanoTime();
      call.run();
      nanos.merge(call.toString(), System.nanoTime() - start, Long::sum);
    }

    /** By name, in the order in which they were first called, nanoseconds in all. */
    public Map<String, Long> nanos() {
      return Collections.unmodifiableMap(nanos);
    }
  }
}
