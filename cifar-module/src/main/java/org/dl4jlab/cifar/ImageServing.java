package org.dl4jlab.cifar;

import java.io.IOException;
import org.dl4jlab.cli.Serving;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.serve.model.ServedModel;

/** Serves networks for images. */
final class ImageServing implements Serving<ImageExperiment> {

  @Override
  public ServedModel open(TrainedRun<ImageExperiment> run, Engines engines) throws IOException {
    return new ServedImages(run, engines);
  }
}
