package org.dl4jlab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.data.Holdout;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.method.TrainingMethod;
import org.dl4jlab.method.Validation;
import org.dl4jlab.nets.BatchNormCnn;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.TrainingSettings;
import org.dl4jlab.run.ValidationInfo;
import org.dl4jlab.source.DataAccess;

/**
 * Ten images of noise in three classes, by the stock engine, on a network with dropout and running
 * statistics.
 *
 * @param noise tells one data set from another
 * @param reads which samples were read, a batch each: {@code train 4}, {@code test 5}
 */
record NoiseFamily(long noise, List<String> reads)
    implements ExperimentFamily<NoiseFamily.Options> {

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
    return options(epochs, TrainingMethod.LECTURE);
  }

  /** The same, steered otherwise. */
  static Options options(int epochs, TrainingMethod method) {
    return options(epochs, "dl4j", method);
  }

  static Options options(int epochs, String engine, TrainingMethod method) {
    return new Options(
        new TrainingSettings(
            "noise",
            epochs,
            4,
            LEARNING_RATE,
            5,
            engine,
            1,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            method));
  }

  NoiseFamily(long noise) {
    this(noise, new ArrayList<>());
  }

  /** Tells of its batches. */
  private record Watched(Dataset samples, String name, List<String> reads) implements Dataset {

    @Override
    public int count() {
      return samples.count();
    }

    @Override
    public Batch batch(int[] order, int from, int to) {
      reads.add("%s %d".formatted(name, to - from));
      return samples.batch(order, from, to);
    }
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
    Experiment untrained = experiment(options, null);
    ComputationGraph graph =
        new ComputationGraph(
            options
                .settings()
                .recipe(classCounts(untrained.data().train()))
                .applyTo(BatchNormCnn.configuration(network)));
    graph.init();
    return experiment(options, graph);
  }

  private static int[] classCounts(Dataset samples) {
    return ((ImageDataset) ((Watched) samples).samples()).classCounts();
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
    ImageDataset all = images(10, noise);
    ImageDataset test = images(5, ~noise);
    Validation choice = options.settings().method().validation();
    Holdout parts =
        choice.holdsOut()
            ? Holdout.of(all.labels(), choice.share(), options.settings().seed())
            : null;
    ImageDataset train = parts == null ? all : all.select(parts.train());
    ImageDataset validation = parts == null ? test : all.select(parts.validation());
    Dataset watchedTest = new Watched(test, "test", reads);
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
                null)
            .validatedOn(
                ValidationInfo.of(
                    parts == null, parts != null, validation.count(), validation.checksum()));
    return new Experiment(
        name(),
        options,
        graph,
        InputType.convolutional(SIZE, SIZE, 3),
        new ExperimentData(
            new Watched(train, "train", reads),
            parts == null ? watchedTest : new Watched(validation, "validation", reads),
            watchedTest,
            info,
            "images"),
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
