package org.dl4jlab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.dl4jlab.UserException;
import org.dl4jlab.experiment.ExperimentFamily;
import org.dl4jlab.experiment.ExperimentOptions;
import org.dl4jlab.experiment.RunExport;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Writes the network of a run for other programs.
 *
 * @param <O> the options of the run's family
 */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Write the network of a run for other programs: as ONNX, for Keras 3, or its weights as safetensors.")
final class ExportCommand<O extends ExperimentOptions> extends BaseCommand {

  /** What can be written. */
  enum Format {
    ONNX,
    KERAS,
    SAFETENSORS;

    /** As people type it, and as files end. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final ExperimentFamily<O> family;

  @Mixin private RunOption run;

  @Option(names = "--format", required = true, description = "${COMPLETION-CANDIDATES}.")
  private Format format;

  @Option(
      names = "--bytes",
      description =
          "ONNX of images: take bytes, [batch, height, width, channels], in place of numbers from 0 to 1, [batch, channels, height, width].")
  private boolean bytes;

  @Option(names = "--out", description = "The file (default model.FORMAT in the run).")
  private Path out;

  /** What was written, as JSON. */
  private record Figures(String export, String format, long bytes) {}

  ExportCommand(ExperimentFamily<O> family) {
    this.family = family;
  }

  @Override
  public Integer call() throws IOException {
    if (bytes && format != Format.ONNX) {
      throw usage("--bytes goes with --format onnx only");
    }
    TrainedRun<O> trained = TrainedRun.openToUse(run.path(family.name(), console()), family);
    Path file = out != null ? out : trained.folder().file("model." + format);
    requireOther(file, trained.folder().file(RunFolder.MODEL));
    RunExport<O> export = new RunExport<>(family, trained);
    switch (format) {
      case ONNX -> export.onnx(file, bytes);
      case KERAS -> export.keras(file);
      case SAFETENSORS -> export.safetensors(file);
    }
    say("%s: %s, %,d bytes", trained.title(), file, Files.size(file));
    result(new Figures(file.toString(), format.toString(), Files.size(file)));
    return CommandRunner.DONE;
  }

  /** What is in the file's place is replaced, but never the model that is exported. */
  private static void requireOther(Path file, Path model) throws IOException {
    if (Files.exists(file) && Files.isSameFile(file, model)) {
      throw new UserException("%s is the run's own model; give --out another file".formatted(file));
    }
  }
}
