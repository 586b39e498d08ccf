package org.dl4jlab.spark.score;

import org.apache.spark.sql.SparkSession;
import org.dl4jlab.imdb.SentimentExperiment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Predicts for the texts of files. */
@Command(
    description =
        "Predict for texts with a run's network: .txt with a text in each line, .csv, .tsv, .jsonl, .parquet, or a folder of one of them.")
public final class ReviewScoreCommand extends ScoreCommand {

  @Option(
      names = "--text",
      paramLabel = "COLUMN",
      description = "The table's column of texts (default text, review or the like).")
  private String column;

  @Option(
      names = "--multiline",
      description = "Rows of a CSV may go over several lines; one worker then reads a whole file.")
  private boolean multiline;

  public ReviewScoreCommand() {
    super(SentimentExperiment.NAME);
  }

  @Override
  Records records(SparkSession session, String path) {
    return Records.texts(session, path, column, multiline);
  }

  @Override
  Scorer.Opener opener(String name) {
    return folder -> ReviewScorer.open(folder, name);
  }
}
