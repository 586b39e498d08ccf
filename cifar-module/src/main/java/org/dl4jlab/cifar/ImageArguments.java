package org.dl4jlab.cifar;

import org.dl4jlab.cifar.data.CifarDataset;
import org.dl4jlab.cli.ExperimentArguments;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.run.TrainingSettings;
import picocli.CommandLine.Option;

/** The options of {@code train} that only images have. */
public final class ImageArguments implements ExperimentArguments<ImageExperiment> {

  @Option(names = "--network", description = "${COMPLETION-CANDIDATES} (default batchnorm).")
  private ImageNetwork network;

  @Option(names = "--dataset", description = "${COMPLETION-CANDIDATES} (default cifar10).")
  private CifarDataset dataset;

  @Override
  public boolean given() {
    return network != null || dataset != null;
  }

  @Override
  public ImageExperiment over(ImageExperiment base, TrainingSettings settings) {
    return new ImageExperiment(
        dataset == null ? base.dataset() : dataset,
        network == null ? base.network() : network,
        network == null ? base.imported() : null,
        settings);
  }
}
