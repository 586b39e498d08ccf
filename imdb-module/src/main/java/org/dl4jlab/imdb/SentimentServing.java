package org.dl4jlab.imdb;

import java.io.IOException;
import org.dl4jlab.cli.Serving;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.serve.model.ServedModel;

/** Serves networks for reviews. */
final class SentimentServing implements Serving<SentimentExperiment> {

  @Override
  public ServedModel open(TrainedRun<SentimentExperiment> run, Engines engines) throws IOException {
    return new ServedReviews(run, RunVectors.read(run), engines);
  }
}
