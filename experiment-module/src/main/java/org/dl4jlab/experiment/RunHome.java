package org.dl4jlab.experiment;

import java.io.Closeable;
import java.io.IOException;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.RunLock;

/**
 * Where a training keeps its run. When somebody removes, moves or replaces the folder in the
 * meantime, the run goes on in a new one beside it, which gets all that the old one had.
 */
final class RunHome implements Closeable {

  /** Writes what a run's folder has from its beginning. */
  @FunctionalInterface
  interface Furnishing {
    void furnish(RunFolder folder) throws IOException;
  }

  private final Furnishing furnishing;
  private final Console console;
  private RunLock lock;

  /**
   * @param lock of the folder that the run is begun or resumed in
   * @param furnishing for each further folder
   */
  RunHome(RunLock lock, Furnishing furnishing, Console console) {
    this.lock = lock;
    this.furnishing = furnishing;
    this.console = console;
  }

  /** The folder that was locked, which may be empty yet. */
  RunFolder first() {
    return lock.folder();
  }

  /** The folder that the next file belongs into. */
  RunFolder folder() throws IOException {
    if (!lock.holds() || !lock.folder().hasConfig()) {
      RunLock gone = lock;
      lock = RunLock.ofNext(gone.folder().path());
      gone.close();
      console.say(
          "%nThe folder %s was removed or replaced during the training; the run goes on in %s",
          gone.folder().path(), lock.folder().path());
      furnishing.furnish(lock.folder());
    }
    return lock.folder();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
