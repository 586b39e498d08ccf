package org.dl4jlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.dl4jlab.experiment.Console;
import org.dl4jlab.run.Runs;
import picocli.CommandLine.Option;

/** Which run a command is about. */
public final class RunOption {

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description =
          "The run: its folder, or the beginning of its name in runs (default the latest).")
  private String run;

  /**
   * The run's folder; told where the person has not named it.
   *
   * @param experiment whose latest run is meant where none is named, null for any
   * @throws org.dl4jlab.UserException when none is named and there is none, or several begin so
   */
  public Path path(String experiment, Console console) throws IOException {
    if (run != null) {
      return Runs.HERE.find(run);
    }
    Path latest = Runs.HERE.latest(experiment);
    console.say("Run: %s", latest);
    return latest;
  }
}
