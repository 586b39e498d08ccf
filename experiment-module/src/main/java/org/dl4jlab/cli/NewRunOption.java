package org.dl4jlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.dl4jlab.run.RunLock;
import org.dl4jlab.run.Runs;
import picocli.CommandLine.Option;

/** Where a new run is kept. */
final class NewRunOption {

  static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      description = "Where to keep the new run (default runs/NAME-TIME).")
  private Path run;

  /**
   * The folder, which the person has named or gets a name of its own.
   *
   * @throws org.dl4jlab.UserException when something is there already
   */
  Path path(String name) throws IOException {
    if (run == null) {
      return Runs.HERE.home().resolve(name + "-" + LocalDateTime.now().format(TIME));
    }
    RunLock.requireNew(run);
    return run;
  }

  boolean isNamed() {
    return run != null;
  }
}
