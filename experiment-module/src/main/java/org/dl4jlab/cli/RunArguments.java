package org.dl4jlab.cli;

import java.io.IOException;
import org.dl4jlab.experiment.Console;
import org.dl4jlab.experiment.ExperimentFamily;
import org.dl4jlab.experiment.ExperimentOptions;
import org.dl4jlab.experiment.TrainedRun;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands on an earlier run. */
public final class RunArguments {

  @Mixin private RunOption run;

  @Option(
      names = "--data",
      description = "Use other data than the run's, with the same classes; all of it is tested.")
  private String data;

  @Option(
      names = "--all",
      description = "Use all test samples of a run that was limited by --limit-test.")
  private boolean all;

  /** Whether the run is to be used on data other than its own. */
  public boolean onOtherData() {
    return data != null;
  }

  /**
   * Opens the run.
   *
   * @throws org.dl4jlab.UserException when it is none of the family, or damaged
   */
  public <O extends ExperimentOptions> TrainedRun<O> open(
      ExperimentFamily<O> family, Console console) throws IOException {
    TrainedRun<O> opened =
        TrainedRun.openToTest(run.path(family.name(), console), family, data, all);
    opened.folder().notices().forEach(notice -> console.say("%s", notice));
    return opened;
  }
}
