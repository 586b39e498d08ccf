package org.dl4jlab.cifar;

import org.dl4jlab.augment.Views;
import org.dl4jlab.cli.TestArguments;
import picocli.CommandLine.Option;

/** How images are tested. */
final class ImageTestArguments implements TestArguments<ImageExperiment> {

  @Option(
      names = "--views",
      paramLabel = "VIEWS",
      description =
          "Test each image also flipped, moved, or both, and take the answers' mean: flip, crop:1 or flip,crop:1 (none: as it is).")
  private String views;

  boolean given() {
    return views != null;
  }

  Views over(Views base) {
    return views == null ? base : Views.of(views);
  }

  @Override
  public ImageExperiment over(ImageExperiment base) {
    return base.withViews(over(base.views()));
  }
}
