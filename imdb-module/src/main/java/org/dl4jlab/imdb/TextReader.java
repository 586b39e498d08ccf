package org.dl4jlab.imdb;

import java.io.IOException;
import java.util.List;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.data.TokenDataset;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.imdb.explain.Explainer;
import org.dl4jlab.imdb.text.CleanText;
import org.dl4jlab.imdb.vectors.WordVectors;

/**
 * Reads texts as a run's network does.
 *
 * @param length tokens to which they are cut
 */
public record TextReader(Explainer explainer, EmbeddingMatrix table, int length, int classCount) {

  /**
   * @throws org.dl4jlab.UserException when the run's word vectors are missing or damaged
   */
  public static TextReader of(TrainedRun<SentimentExperiment> run) throws IOException {
    WordVectors vectors = RunVectors.read(run);
    return new TextReader(
        SentimentAnalysis.explainer(run.options(), run.graph(), vectors),
        vectors.table(),
        run.options().tokens(),
        run.config().data().classNames().size());
  }

  /** The numbers of a text's words that have a vector, none where nothing can be said of it. */
  public int[] read(String text) {
    return explainer.numbers(CleanText.of(text));
  }

  /** Texts that were read, whose classes nobody knows. */
  public TokenDataset dataset(List<int[]> texts) {
    return new TokenDataset(
        texts.toArray(int[][]::new), new int[texts.size()], length, table, classCount);
  }
}
