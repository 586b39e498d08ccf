package org.dl4jlab.cli;

import java.io.IOException;
import org.dl4jlab.experiment.ExperimentFamily;
import org.dl4jlab.experiment.ExperimentOptions;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.report.SampleSelection;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Shows what the network of a run takes samples for: a person's own, or random ones of the test.
 *
 * @param <O> the options of the run's family
 */
public abstract class PredictCommand<O extends ExperimentOptions> extends DataCommand {

  private static final int MOST = 1000;

  private final ExperimentFamily<O> family;

  @Mixin private RunArguments arguments;

  @Option(names = "--seed", description = "Picks the test samples (default 42).")
  private long seed = NetworkOptions.DEFAULT_SEED;

  protected PredictCommand(ExperimentFamily<O> family, DataLocations locations) {
    super(locations);
    this.family = family;
  }

  @Override
  public Integer call() throws IOException {
    if (count() < 1 || count() > MOST) {
      throw usage("%s must be 1 to %d, not %d".formatted(countOption(), MOST, count()));
    }
    checkDevice();
    predict(arguments.open(family, console()));
    return CommandRunner.DONE;
  }

  /** How many random test samples were asked for, by this option. */
  protected abstract int count();

  protected abstract String countOption();

  protected abstract void predict(TrainedRun<O> run) throws IOException;

  /** The numbers of random test samples, of so many. */
  protected int[] randomOf(int samples) {
    return SampleSelection.random(samples, count(), seed);
  }
}
