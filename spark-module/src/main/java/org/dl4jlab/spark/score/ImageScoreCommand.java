package org.dl4jlab.spark.score;

import org.apache.spark.sql.SparkSession;
import org.dl4jlab.cifar.ImageExperiment;
import picocli.CommandLine.Command;

/** Predicts for the pictures of a folder. */
@Command(description = "Predict for all pictures of a folder, at any depth, with a run's network.")
public final class ImageScoreCommand extends ScoreCommand {

  public ImageScoreCommand() {
    super(ImageExperiment.NAME);
  }

  @Override
  Records records(SparkSession session, String path) {
    return Records.pictures(session, path);
  }

  @Override
  Scorer.Opener opener(String column) {
    return ImageScorer::open;
  }
}
