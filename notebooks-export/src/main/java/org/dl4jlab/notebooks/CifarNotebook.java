package org.dl4jlab.notebooks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dl4jlab.UserException;
import org.dl4jlab.cifar.ImageExperiment;
import org.dl4jlab.cifar.data.Cifar10;
import org.dl4jlab.cifar.data.Cifar100;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.TrainingSettings;

/** The notebook of a network that was trained on images. */
record CifarNotebook(RunConfig config, ImageExperiment options) implements ExperimentNotebook {

  static final String EXPERIMENT = "cifar";

  /**
   * @throws org.dl4jlab.UserException when the run's options are none that this version knows
   */
  static CifarNotebook of(RunRecord run, RunConfig config) {
    ImageExperiment options = RunFolder.options(config, ImageExperiment.class);
    ExperimentNotebook.requireOfTheLecture(options.imported());
    JavaCode.requireLecture(options.settings());
    if (options.network() == ImageNetwork.AIRBENCH
        || options.augment() != null
        || options.views() != null) {
      throw new UserException(
          "A notebook trains as the lecture does, on its networks and on images as they are; the run's train.yaml repeats it");
    }
    return new CifarNotebook(config, options);
  }

  @Override
  public String title() {
    String network =
        switch (options.network()) {
          case DENSE -> "A dense network";
          case CNN -> "A small convolutional network";
          case BATCHNORM -> "A convolutional network with batch normalization";
          case AIRBENCH -> throw notOfLecture();
        };
    return network + " on " + RunFacts.data(config);
  }

  @Override
  public String pictureTitle() {
    return "%s on %s".formatted(options.network(), config.data().title());
  }

  @Override
  public TrainingSettings settings() {
    return options.settings();
  }

  @Override
  public List<String> opening() {
    return List.of(kind(), "cifar-data", "cifar-" + options.network(), "cifar-graph");
  }

  @Override
  public List<String> analysis() {
    return List.of("cifar-test");
  }

  @Override
  public Map<String, String> code() {
    return Map.of(
        "dataset", options.dataset().name(),
        "data", JavaCode.data(config, settings()),
        "limits", JavaCode.limits(settings()) + JavaCode.validation(settings()),
        "network", options.network().name(),
        "networkClass", networkClass(),
        "declaration", JavaCode.ofNetwork(networkClass()),
        "trainAndTest", "images.train(), images.validation()",
        "tested",
            validatedOnTest()
                ? "trainer.lastValidation()"
                : "org.dl4jlab.train.Evaluator.evaluate(engine, images.test())");
  }

  /** Runs of before this was told were, unless they were of pictures that somebody has divided. */
  private boolean validatedOnTest() {
    return config.data().validation() == null || config.data().validation().onTest();
  }

  /** What the images are. */
  private String kind() {
    return switch (config.data().kind()) {
      case TrainingSettings.SAMPLE_DATA -> "cifar-kind-sample";
      case Cifar10.KIND -> "cifar-kind-cifar10";
      case Cifar100.KIND -> "cifar-kind-cifar100";
      default -> "cifar-kind-folder";
    };
  }

  private String networkClass() {
    return switch (options.network()) {
      case DENSE -> "DenseNetwork";
      case CNN -> "SmallCnn";
      case BATCHNORM -> "BatchNormCnn";
      case AIRBENCH -> throw notOfLecture();
    };
  }

  private static IllegalStateException notOfLecture() {
    return new IllegalStateException("Only the lecture's networks have notebooks");
  }

  @Override
  public Map<String, List<Output>> outputs() {
    RunConfig.DataInfo data = config.data();
    String line =
        String.format(
            Locale.ROOT,
            "%s: %,d images to train on, %,d to test on%n%s%n",
            data.title(),
            data.trainSamples(),
            data.testSamples(),
            data.classNames());
    return Map.of("data", List.of(Output.printed(line)));
  }
}
