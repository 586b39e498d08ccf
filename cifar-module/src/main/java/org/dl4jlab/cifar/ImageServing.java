package org.dl4jlab.cifar;

import org.dl4jlab.cli.Serving;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.serve.model.ServedModel;

/** Serves networks for images. */
final class ImageServing implements Serving<ImageExperiment> {

  @Override
  public ServedModel open(TrainedRun<ImageExperiment> run, Engines engines) {
    return new ServedImages(run, engines);
  }
}
