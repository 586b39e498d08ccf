package org.dl4jlab.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jline.utils.Signals;

/**
 * Turns Ctrl-C, and the signal of {@code kill} and {@code docker stop}, into a wish that the
 * command waits for, so that the process ends with its status. The second one ends it at once.
 */
final class Stop implements AutoCloseable {

  private static final List<String> SIGNALS = List.of("INT", "TERM");

  private final CountDownLatch asked = new CountDownLatch(1);
  private final Map<String, Object> before = new LinkedHashMap<>();

  static Stop onSignals() {
    Stop stop = new Stop();
    SIGNALS.forEach(signal -> stop.before.put(signal, Signals.register(signal, stop::ask)));
    return stop;
  }

  private void ask() {
    close();
    asked.countDown();
  }

  /** Until somebody asks; whoever interrupts the thread asks too. */
  void await() {
    boolean interrupted = false;
    while (!interrupted && asked.getCount() > 0) {
      try {
        asked.await();
      } catch (InterruptedException e) {
        interrupted = true; // and heeded: what is in work is to be answered all the same
      }
    }
  }

  /** Signals have their usual meaning again. */
  @Override
  public synchronized void close() {
    before.forEach(Signals::unregister);
    before.clear();
  }
}
