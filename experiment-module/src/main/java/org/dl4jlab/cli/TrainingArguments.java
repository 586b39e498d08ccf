package org.dl4jlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.dl4jlab.live.LivePort;
import org.dl4jlab.run.RunRecorder;
import org.dl4jlab.run.Runs;
import org.dl4jlab.run.TrainingSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every experiment's {@code train} has; those not given are null. */
public final class TrainingArguments {

  private static final int HIGHEST_PORT = 65_535;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "The data: a file or folder, sample (built in), or auto: the real data, downloaded once (default auto).")
  private String data;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Number of passes over the training data.")
  private Integer epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Batch size (samples per training step, default 32).")
  private Integer batch;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "Learning rate of the optimizer Adam.")
  private Double learningRate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Random seed of the initial weights, the order of the samples and dropout (default 42).")
  private Long seed;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "What computes: onednn, dl4j or auto, the fastest that can (default auto).")
  private String engine;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Number of threads (default one per core).")
  private Integer threads;

  @Option(names = "--limit-train", paramLabel = "N", description = "Train on N samples only.")
  private Integer limitTrain;

  @Option(names = "--limit-test", paramLabel = "N", description = "Test on N samples only.")
  private Integer limitTest;

  @Mixin private MethodArguments method;

  @Mixin private NewRunOption run;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description = "Continue a run: its folder, or the beginning of its name in runs.")
  private String resume;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private Integer ui;

  @Option(
      names = "--ui",
      arity = "0..1",
      paramLabel = "PORT",
      fallbackValue = "" + LivePort.ANY,
      description =
          "Show the training live in a browser on this machine (default port 9000, or a free one).")
  private void setUi(int port) {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new ParameterException(
          spec.commandLine(),
          "A port is a number from 1 to %d, not %d".formatted(HIGHEST_PORT, port));
    }
    ui = port;
  }

  @Option(
      names = "--ui-host",
      paramLabel = "ADDRESS",
      description =
          "Make the live page reachable from other machines, at a secret address; in a container 0.0.0.0.")
  private String uiHost;

  /** Where the live page is served, null where none was asked for. */
  LivePort ui() {
    return ui == null && uiHost == null
        ? null
        : new LivePort(ui == null ? LivePort.ANY : ui, uiHost);
  }

  private Duration checkpoints = RunRecorder.INTERVAL;

  @Option(
      names = "--checkpoint",
      paramLabel = "SECONDS",
      description = "Save the run so often while it trains (default 30).")
  private void setCheckpoints(int seconds) {
    if (seconds < 0) {
      throw new ParameterException(
          spec.commandLine(), "A checkpoint cannot be made every %d seconds".formatted(seconds));
    }
    checkpoints = Duration.ofSeconds(seconds);
  }

  /** How much time passes between two of them. */
  Duration checkpoints() {
    return checkpoints;
  }

  @Option(
      names = "--dry-run",
      description =
          "Tell what would be read and trained, and how long an epoch takes; write nothing.")
  private boolean dryRun;

  /** Whether the person only wants to know. */
  boolean dryRun() {
    return dryRun;
  }

  /** Whether a run is resumed. */
  boolean resumes() {
    return resume != null;
  }

  /** The run to resume. */
  Path resumed() throws IOException {
    return Runs.HERE.find(resume);
  }

  public String data() {
    return data;
  }

  /** Where the new run shall be, checked before anything slow is done for it. */
  public Path newRun(String name) throws IOException {
    return run.path(name);
  }

  /** Whether the person has named the new run's folder. */
  boolean namesRun() {
    return run.isNamed();
  }

  /** Whether an option was given that a resumed run must keep as it was. */
  public boolean changesWhatARunKeeps() {
    return run.isNamed()
        || method.given()
        || Stream.of(batch, learningRate, seed, limitTrain, limitTest).anyMatch(Objects::nonNull);
  }

  /** The settings with what was given in place of what was there. */
  public TrainingSettings over(TrainingSettings base) {
    return new TrainingSettings(
        data == null ? base.data() : data,
        epochs == null ? base.epochs() : epochs,
        batch == null ? base.batch() : batch,
        learningRate == null ? base.learningRate() : learningRate,
        seed == null ? base.seed() : seed,
        engine == null ? base.engine() : engine,
        threads == null ? base.threads() : threads,
        limitTrain == null ? base.limitTrain() : limitTrain,
        limitTest == null ? base.limitTest() : limitTest,
        method.over(base.method()));
  }
}
