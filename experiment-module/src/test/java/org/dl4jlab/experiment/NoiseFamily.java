package org.dl4jlab.experiment;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.nets.BatchNormCnn;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.TrainingSettings;
import org.dl4jlab.source.DataAccess;

/**
 * Ten images of noise in three classes, by the stock engine, on a network with dropout and running
 * statistics.
 *
 * @param noise tells one data set from another
 */
record NoiseFamily(long noise) implements ExperimentFamily<NoiseFamily.Options> {

  private static final int SIZE = 8;
  private static final double LEARNING_RATE = 0.01;
  private static final List<String> CLASSES = List.of("a", "b", "c");

  record Options(TrainingSettings settings) implements ExperimentOptions {

    @Override
    public String networkName() {
      return "batchnorm";
    }
  }

  /** Batches of 4: an epoch has three steps. */
  static Options options(int epochs) {
    return new Options(
        new TrainingSettings(
            "noise", epochs, 4, LEARNING_RATE, 5, "dl4j", 1, Integer.MAX_VALUE, Integer.MAX_VALUE));
  }

  @Override
  public String name() {
    return "noise";
  }

  @Override
  public Class<Options> optionsType() {
    return Options.class;
  }

  @Override
  public Options defaults() {
    return options(3);
  }

  @Override
  public Experiment create(Options options, DataAccess access, Console console) {
    return create(options);
  }

  Experiment create(Options options) {
    NetworkOptions network =
        new NetworkOptions(SIZE, SIZE, 3, CLASSES.size(), LEARNING_RATE, options.settings().seed());
    ComputationGraph graph = new ComputationGraph(BatchNormCnn.configuration(network));
    graph.init();
    return experiment(options, graph);
  }

  @Override
  public Experiment reopen(TrainedRun<Options> run, DataAccess access, Console console) {
    return reopen(run);
  }

  @Override
  public InputType inputType(List<Integer> sample) {
    return InputType.convolutional(SIZE, SIZE, 3);
  }

  Experiment reopen(TrainedRun<Options> run) {
    return experiment(run.options(), run.graph());
  }

  private Experiment experiment(Options options, ComputationGraph graph) {
    ImageDataset train = images(10, noise);
    ImageDataset test = images(5, ~noise);
    RunConfig.DataInfo info =
        new RunConfig.DataInfo(
            "noise",
            "noise",
            "made up",
            List.of(SIZE, SIZE, 3),
            CLASSES,
            train.count(),
            test.count(),
            train.checksum(),
            test.checksum(),
            null);
    return new Experiment(
        name(),
        options,
        graph,
        InputType.convolutional(SIZE, SIZE, 3),
        new ExperimentData(train, test, test, info, "images"),
        folder -> folder.write("artifact.txt", "once"),
        (numbers, predictions) ->
            IntStream.of(numbers)
                .mapToObj(i -> PredictedSample.of(test, i, predictions, CLASSES))
                .toList());
  }

  private static ImageDataset images(int count, long seed) {
    byte[] pixels = new byte[count * 3 * SIZE * SIZE];
    new Random(seed).nextBytes(pixels);
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % CLASSES.size());
    }
    return new ImageDataset(SIZE, SIZE, 3, pixels, labels, CLASSES);
  }
}
