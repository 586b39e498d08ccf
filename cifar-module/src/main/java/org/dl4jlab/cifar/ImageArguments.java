package org.dl4jlab.cifar;

import org.dl4jlab.augment.Augmentation;
import org.dl4jlab.cifar.data.CifarDataset;
import org.dl4jlab.cli.ExperimentArguments;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.run.TrainingSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code train} that only images have. */
public final class ImageArguments implements ExperimentArguments<ImageExperiment> {

  @Option(names = "--network", description = "${COMPLETION-CANDIDATES} (default batchnorm).")
  private ImageNetwork network;

  @Option(names = "--dataset", description = "${COMPLETION-CANDIDATES} (default cifar10).")
  private CifarDataset dataset;

  @Option(
      names = "--augment",
      paramLabel = "CHANGES",
      description =
          "Change the images at random at each epoch, such as flip,crop:4,cutout:8,colour:0.2 (flip:alternate every other epoch, crop:4:black with black edges).")
  private String augment;

  @Mixin private ImageTestArguments test;

  @Override
  public boolean given() {
    return network != null || dataset != null || augment != null || test.given();
  }

  @Override
  public ImageExperiment defaults(ImageExperiment usual) {
    return network == ImageNetwork.AIRBENCH ? ImageExperiment.airbench() : usual;
  }

  @Override
  public ImageExperiment over(ImageExperiment base, TrainingSettings settings) {
    return new ImageExperiment(
        dataset == null ? base.dataset() : dataset,
        network == null ? base.network() : network,
        network == null ? base.imported() : null,
        network == null ? base.stepsBefore() : 0,
        augment == null ? base.augment() : Augmentation.of(augment),
        test.over(base.views()),
        settings);
  }
}
