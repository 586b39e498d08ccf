package org.dl4jlab.spark.score;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.imdb.SentimentAnalysis;
import org.dl4jlab.imdb.SentimentExperiment;
import org.dl4jlab.imdb.TextReader;

/**
 * Texts in one of a table's columns.
 *
 * @param column its name
 */
record ReviewScorer(List<String> classNames, Engine engine, TextReader reader, String column)
    implements Scorer<int[]> {

  /** What decoding puts in the place of bytes that are no UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  static ReviewScorer open(Path folder, String column) throws IOException {
    TrainedRun<SentimentExperiment> run = TrainedRun.openToUse(folder, new SentimentAnalysis());
    return new ReviewScorer(
        run.config().data().classNames(),
        Engines.fastest(run.graph(), new EngineOptions(1), reason -> {}),
        TextReader.of(run),
        column);
  }

  @Override
  public int[] read(Row record) throws BadRecord {
    String text = record.getAs(column);
    if (text == null || text.isBlank()) {
      throw new BadRecord("has no text");
    }
    if (text.indexOf(REPLACEMENT) >= 0) {
      throw new BadRecord("is not UTF-8");
    }
    int[] words = reader.read(text);
    if (words.length == 0) {
      throw new BadRecord("has no word with a vector");
    }
    return words;
  }

  @Override
  public Dataset dataset(List<int[]> read) {
    return reader.dataset(read);
  }
}
