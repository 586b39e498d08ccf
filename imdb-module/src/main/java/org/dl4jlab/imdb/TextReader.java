package org.dl4jlab.imdb;

import java.io.IOException;
import java.util.List;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.data.TokenDataset;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.imdb.text.CleanText;
import org.dl4jlab.imdb.text.Tokenizer;
import org.dl4jlab.imdb.vectors.WordVectors;

/**
 * Reads texts as a run's network does.
 *
 * @param length tokens to which they are cut
 */
public record TextReader(WordVectors vectors, int length, int classCount) {

  /**
   * @throws org.dl4jlab.UserException when the run's word vectors are missing or damaged
   */
  public static TextReader of(TrainedRun<SentimentExperiment> run) throws IOException {
    return new TextReader(
        RunVectors.read(run), run.options().tokens(), run.config().data().classNames().size());
  }

  /** The numbers of a text's words that have a vector, none where nothing can be said of it. */
  public int[] read(String text) {
    return Tokenizer.scan(CleanText.of(text).text()).stream()
        .mapToInt(token -> vectors.number(token.word()))
        .filter(number -> number != EmbeddingMatrix.PADDING)
        .limit(length)
        .toArray();
  }

  /** Texts that were read, whose classes nobody knows. */
  public TokenDataset dataset(List<int[]> texts) {
    return new TokenDataset(
        texts.toArray(int[][]::new), new int[texts.size()], length, vectors.table(), classCount);
  }
}
