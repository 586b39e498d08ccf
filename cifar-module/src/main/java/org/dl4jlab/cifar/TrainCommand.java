package org.dl4jlab.cifar;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.cifar.data.ImageSet;
import org.dl4jlab.cli.Experiment;
import org.dl4jlab.cli.ResumedRun;
import org.dl4jlab.cli.TrainingArguments;
import org.dl4jlab.cli.TrainingSession;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.History;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Train a network; everything that comes out goes into the run's folder.",
      "By default 10 epochs with the learning rate 0.0005, into runs/cifar-NETWORK-TIME."
    })
final class TrainCommand extends CifarCommand {

  @Option(names = "--network", description = "${COMPLETION-CANDIDATES} (default batchnorm).")
  private ImageNetwork network;

  @Mixin private TrainingArguments arguments;

  TrainCommand(DataLocations places) {
    super(places);
  }

  @Override
  public Integer call() throws IOException {
    checkDevice();
    return arguments.resume() == null ? trainAnew() : trainOn();
  }

  private int trainAnew() throws IOException {
    ImageExperiment options = checked(() -> over(ImageExperiment.defaults()));
    Path path = arguments.newRun("cifar-" + options.network());
    var settings = options.settings();
    ImageSet images =
        openImages(settings.data()).limited(settings.limitTrain(), settings.limitTest());
    ComputationGraph graph =
        new ComputationGraph(options.network().configuration(options.networkFor(images)));
    graph.init();
    return new TrainingSession(this, experiment(graph, images, options), arguments).start(path);
  }

  private int trainOn() throws IOException {
    if (network != null || arguments.changesWhatARunKeeps()) {
      throw usage(ResumedRun.KEEPS_OPTIONS);
    }
    ResumedRun run = ResumedRun.open(arguments.resume(), ImageExperiment.NAME);
    ImageExperiment options =
        checked(() -> over(RunFolder.options(run.config(), ImageExperiment.class)));
    History history = run.history(options.settings());
    ImageSet images = openImagesOf(run.config(), options.settings(), arguments.data());
    Experiment experiment = experiment(run.graph(), images, options);
    run.requireSameData(experiment.data(), "images");
    return new TrainingSession(this, experiment, arguments).resume(run.folder().path(), history);
  }

  private ImageExperiment over(ImageExperiment base) {
    return new ImageExperiment(
        network == null ? base.network() : network, arguments.over(base.settings()));
  }

  private static Experiment experiment(
      ComputationGraph graph, ImageSet images, ImageExperiment options) {
    RunConfig.DataInfo data =
        new RunConfig.DataInfo(
            images.kind(),
            images.title(),
            images.source(),
            List.of(images.train().height(), images.train().width(), images.train().channels()),
            images.classNames(),
            images.train().count(),
            images.test().count(),
            images.train().checksum(),
            images.test().checksum(),
            null);
    return new Experiment(
        ImageExperiment.NAME,
        options.network().toString(),
        graph,
        inputType(data),
        images.train(),
        images.test(),
        options,
        options.settings(),
        data,
        CifarMain.version(),
        Experiment.NO_EXTRAS,
        new ImageEvaluation(images, options.network(), options.settings().seed()));
  }
}
