package org.dl4jlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.dl4jlab.experiment.Experiment;
import org.dl4jlab.experiment.TrainingResult;
import org.dl4jlab.experiment.TrainingSession;
import org.dl4jlab.interchange.keras.ImportedModel;
import org.dl4jlab.interchange.keras.KerasImport;
import org.dl4jlab.run.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a run of a model that Keras wrote. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Make a run of a model that Keras wrote (.keras or .h5) and test it.",
      "The run can be evaluated, inspected and trained on like any other. Nothing in the file is executed."
    })
public abstract class ImportCommand extends DataCommand {

  @Parameters(paramLabel = "FILE", description = "The model, as model.save() wrote it.")
  private Path file;

  @Mixin private NewRunOption run;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "What the model is tested and trained on: a file or folder, sample, or auto (default auto).")
  private String data = TrainingSettings.AUTO_DATA;

  @Option(
      names = "--without-training",
      description =
          "Leave out the model's optimizer and loss, where they cannot be imported; Adam takes their place.")
  private boolean withoutTraining;

  private final String program;

  /**
   * @param program whose runs they are
   */
  protected ImportCommand(String program, DataLocations locations) {
    super(locations);
    this.program = program;
  }

  /** What of the file is wanted; the seed of training on is the experiments' own. */
  protected KerasImport.Options options() {
    KerasImport.Options all = KerasImport.Options.defaults();
    return withoutTraining ? all.withoutTraining() : all;
  }

  /**
   * The model as an experiment's.
   *
   * @param name of the network
   * @throws org.dl4jlab.UserException when it does not fit the data
   */
  protected abstract Experiment adopt(ImportedModel model, String name) throws IOException;

  /** The settings of a run that has not been trained here. */
  protected TrainingSettings settings(TrainingSettings defaults, ImportedModel model) {
    return new TrainingSettings(
        data,
        defaults.epochs(),
        defaults.batch(),
        model.learningRate() > 0 ? model.learningRate() : defaults.learningRate(),
        options().seed(),
        defaults.engine(),
        defaults.threads(),
        defaults.limitTrain(),
        defaults.limitTest());
  }

  @Override
  public Integer call() throws IOException {
    checkDevice();
    String name = file.getFileName().toString().replaceAll("\\.\\w+$", "");
    Path path = run.path("%s-%s".formatted(program, name));
    ImportedModel model = KerasImport.read(file, options());
    say("Model: %s of Keras %s", file, model.kerasVersion());
    model.notes().forEach(note -> say("%s", note));
    TrainingSession session = new TrainingSession(adopt(model, name), console(), null, () -> false);
    TrainingResult result = run.isNamed() ? session.adopt(path) : session.adoptNumbered(path);
    say("%nRun: %s", result.run());
    result(Map.of("run", result.run().toString(), "metrics", result.metrics()));
    return CommandRunner.DONE;
  }
}
