package org.dl4jlab.cifar;

import java.io.IOException;
import java.nio.file.Path;
import org.dl4jlab.cifar.data.ImageSet;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.report.ClassificationReport;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.Evaluator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Test a run's network: loss, accuracy, each class, the confusion matrix.")
final class EvaluateCommand extends CifarCommand {

  @Option(names = "--run", required = true, description = "The run's folder.")
  private Path run;

  @Option(names = "--data", description = "Other data than the run's, with the same classes.")
  private String data;

  @Option(names = "--engine", description = "auto or an engine's name (default auto).")
  private String engineName = Engines.AUTO;

  /** The figures as JSON. */
  private record Figures(String data, double loss, double accuracy, ClassificationReport report) {}

  EvaluateCommand(DataLocations places) {
    super(places);
  }

  @Override
  public Integer call() throws IOException {
    checkDevice();
    RunFolder folder = RunFolder.open(run);
    RunConfig config = folder.readConfigOf(ImageExperiment.NAME);
    var graph = folder.readModel();
    ImageSet images =
        openImagesOf(config, RunFolder.options(config, ImageExperiment.class).settings(), data);
    if (!images.test().checksum().equals(config.data().testSha256())) {
      say("These are not the test images of the run");
    }
    try (Engine engine = openEngine(engineName, graph)) {
      ClassificationReport report =
          ClassificationReport.of(Evaluator.evaluate(engine, images.test()), images.classNames());
      say(
          "Test (%s, %,d images) - loss: %.4f - accuracy: %.4f%n",
          images.title(),
          report.score().samples(),
          report.score().loss(),
          report.score().accuracy());
      say("%s", report.toText());
      result(new Figures(images.title(), report.score().loss(), report.score().accuracy(), report));
    }
    return CommandRunner.DONE;
  }
}
