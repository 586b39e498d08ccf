package org.dl4jlab.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.experiment.Experiment;
import org.dl4jlab.experiment.ExperimentData;
import org.dl4jlab.experiment.ExperimentFamily;
import org.dl4jlab.experiment.ExperimentOptions;
import org.dl4jlab.experiment.TestScores;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.report.ClassificationReport;
import org.dl4jlab.run.Metrics.BinaryScores;
import org.dl4jlab.source.Division;
import org.dl4jlab.train.Evaluator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Tests the network of a run.
 *
 * @param <O> the options of the run's family
 */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Test the network of a run: loss, accuracy, precision and recall of each class, confusion matrix; with two classes of texts also ROC AUC and calibration.")
final class EvaluateCommand<O extends ExperimentOptions> extends DataCommand {

  private final ExperimentFamily<O> family;
  private final TestArguments<O> own;

  @Mixin private RunArguments arguments;
  @Mixin private EngineArgument engineArgument;

  /** The figures as JSON. */
  private record Figures(
      String data,
      double loss,
      double accuracy,
      ClassificationReport report,
      @JsonInclude(JsonInclude.Include.NON_NULL) BinaryScores binary) {}

  private EvaluateCommand(
      ExperimentFamily<O> family, TestArguments<O> own, DataLocations locations) {
    super(locations);
    this.family = family;
    this.own = own;
  }

  /**
   * The command with the family's own options.
   *
   * @param own null for none
   */
  static <O extends ExperimentOptions> CommandLine commandLine(
      ExperimentFamily<O> family, TestArguments<O> own, DataLocations locations) {
    if (own == null) {
      return new CommandLine(new EvaluateCommand<>(family, base -> base, locations));
    }
    CommandLine command = new CommandLine(new EvaluateCommand<>(family, own, locations));
    command.addMixin("own", own);
    return command;
  }

  @Override
  public Integer call() throws IOException {
    checkDevice();
    TrainedRun<O> asTrained = arguments.open(family, console());
    TrainedRun<O> run = asTrained.withOptions(checked(() -> own.over(asTrained.options())));
    Experiment experiment = family.reopen(run, access(), console());
    ExperimentData data = experiment.data();
    tellWhatIsTested(run, data);
    try (Engine engine = engineArgument.open(run.graph(), console())) {
      TestScores scores =
          TestScores.of(Evaluator.evaluate(engine, data.test()), data.info().classNames());
      say("%s%n", scores.line(data));
      say("%s", scores.toText());
      result(
          new Figures(
              data.info().title(),
              scores.loss(),
              scores.accuracy(),
              scores.report(),
              scores.binary()));
    }
    return CommandRunner.DONE;
  }

  private void tellWhatIsTested(TrainedRun<O> run, ExperimentData data) {
    if (run.division() == Division.ALL_TESTED) {
      say(
          data.info().trainSamples() == 0
              ? "Testing on all %,d %s of %s"
              : "Testing on the %,d %s that %s sets apart for tests",
          data.test().count(),
          data.noun(),
          data.info().title());
    } else if (!data.info().testSha256().equals(run.config().data().testSha256())) {
      say("These are not the test %s of the run", data.noun());
    }
  }
}
