package org.dl4jlab.cifar;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.LabException;
import org.dl4jlab.cifar.data.ImageSet;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.cli.Interrupt;
import org.dl4jlab.cli.TrainingProgress;
import org.dl4jlab.engine.Backend;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.report.Summary;
import org.dl4jlab.run.Machine;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.RunRecorder;
import org.dl4jlab.run.RunState;
import org.dl4jlab.train.History;
import org.dl4jlab.train.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Train a network; everything that comes out goes into the run's folder.")
final class TrainCommand extends CifarCommand {

  private static final DateTimeFormatter RUN_NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Option(names = "--network", description = "${COMPLETION-CANDIDATES} (default batchnorm).")
  private ImageNetwork network;

  @Option(names = "--data", description = "auto, sample, a folder or an archive (default auto).")
  private String data;

  @Option(names = "--epochs", description = "How often to go through the data (default 10).")
  private Integer epochs;

  @Option(names = "--batch", description = "Images of a step (default 32).")
  private Integer batch;

  @Option(names = "--learning-rate", description = "Adam's step size (default 0.0005).")
  private Double learningRate;

  @Option(names = "--seed", description = "Of weights, order and dropout (default 42).")
  private Long seed;

  @Option(names = "--engine", description = "auto or an engine's name (default auto).")
  private String engineName;

  @Option(names = "--threads", description = "Threads of the engine (default all cores).")
  private Integer threads;

  @Option(names = "--limit-train", description = "Train on so many images only.")
  private Integer limitTrain;

  @Option(names = "--limit-test", description = "Validate on so many images only.")
  private Integer limitTest;

  @Option(names = "--run", description = "The run's folder (default runs/cifar-NETWORK-TIME).")
  private Path run;

  @Option(names = "--resume", description = "Go on with the run in this folder.")
  private Path resume;

  TrainCommand(DataPlaces places) {
    super(places);
  }

  @Override
  public Integer call() throws IOException {
    return resume == null ? trainAnew() : trainOn();
  }

  private int trainAnew() throws IOException {
    ExperimentOptions options = checked(() -> over(ExperimentOptions.defaults()));
    String name = "cifar-%s-%s".formatted(options.network(), LocalDateTime.now().format(RUN_NAME));
    Path path = run == null ? Path.of("runs", name) : run;
    RunFolder.requireNew(path);
    ImageSet images = openImages(options.data()).limited(options.limitTrain(), options.limitTest());
    ComputationGraph graph =
        new ComputationGraph(options.network().configuration(options.networkFor(images)));
    graph.init();
    return train(graph, images, options, path, null);
  }

  private int trainOn() throws IOException {
    if (run != null
        || network != null
        || batch != null
        || learningRate != null
        || seed != null
        || limitTrain != null
        || limitTest != null) {
      throw usage(
          "A resumed run keeps its options; only --epochs, --data, --engine and --threads may be given with --resume");
    }
    RunFolder folder = RunFolder.open(resume);
    RunConfig config = folder.readConfig();
    ExperimentOptions options =
        checked(() -> over(RunFolder.options(config, ExperimentOptions.class)));
    ComputationGraph graph = folder.readModel();
    History history = RunState.of(folder, graph, config.data().trainSamples(), options.batch());
    if (history.epochs().size() >= options.epochs()) {
      throw new LabException(
          "The run %s has its %d epochs; give more by --epochs"
              .formatted(resume, options.epochs()));
    }
    ImageSet images = openImagesOf(config, options, data);
    if (!images.train().checksum().equals(config.data().trainSha256())) {
      throw new LabException("The images are not those that the run was trained on");
    }
    return train(graph, images, options, resume, history);
  }

  private ExperimentOptions over(ExperimentOptions base) {
    return new ExperimentOptions(
        network == null ? base.network() : network,
        data == null ? base.data() : data,
        epochs == null ? base.epochs() : epochs,
        batch == null ? base.batch() : batch,
        learningRate == null ? base.learningRate() : learningRate,
        seed == null ? base.seed() : seed,
        engineName == null ? base.engine() : engineName,
        threads == null ? base.threads() : threads,
        limitTrain == null ? base.limitTrain() : limitTrain,
        limitTest == null ? base.limitTest() : limitTest);
  }

  /**
   * @param before what the run that is resumed has done, null for a new one
   */
  private int train(
      ComputationGraph graph, ImageSet images, ExperimentOptions options, Path path, History before)
      throws IOException {
    try (Engine engine = openEngine(options.engine(), graph, options.engineOptions())) {
      RunFolder folder = before == null ? RunFolder.create(path) : RunFolder.open(path);
      RunConfig config = config(options, images, engine);
      folder.write(config);
      Summary summary = Summary.of(graph, inputType(config.data()));
      folder.write(RunFolder.SUMMARY, summary.toText());
      say("Engine: %s on %s", engine.name(), Backend.describe());
      say("%nNetwork: %s%n%s", options.network(), summary.toText());

      RunRecorder recorder = new RunRecorder(folder, images.title(), options.epochs());
      History history;
      try (Interrupt interrupt = new Interrupt();
          TrainingProgress progress =
              new TrainingProgress(prose(), terminal().interactive(), options.epochs())) {
        Trainer trainer =
            new Trainer(
                engine,
                images.train(),
                images.test(),
                options.training(),
                List.of(progress, recorder));
        history = trainer.run(before == null ? History.empty() : before, interrupt::requested);
        if (history.epochs().size() < options.epochs()) {
          say(
              "%nInterrupted in epoch %d; saved, go on by --resume %s",
              history.epochs().size() + 1, path);
          return CommandRunner.FAILED;
        }
        Metrics metrics =
            new TestReport(folder, config, images).write(engine, recorder, history, prose());
        say("%nRun: %s", path);
        result(Map.of("run", path.toString(), "metrics", metrics));
      }
      return CommandRunner.DONE;
    }
  }

  private static RunConfig config(ExperimentOptions options, ImageSet images, Engine engine) {
    return new RunConfig(
        "cifar",
        Instant.now().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC).toString(),
        RunFolder.tree(options),
        new RunConfig.DataFacts(
            images.kind(),
            images.title(),
            images.source(),
            List.of(images.train().height(), images.train().width(), images.train().channels()),
            images.classNames(),
            images.train().count(),
            images.test().count(),
            images.train().checksum(),
            images.test().checksum()),
        new RunConfig.EngineFacts(engine.name(), Backend.name(), engine.threads()),
        Machine.current(),
        Map.of("dl4jlab", CifarMain.version(), "dl4j", Backend.version()));
  }
}
