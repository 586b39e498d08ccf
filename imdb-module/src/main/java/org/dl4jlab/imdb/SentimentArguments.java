package org.dl4jlab.imdb;

import org.dl4jlab.cli.ExperimentArguments;
import org.dl4jlab.run.TrainingSettings;
import picocli.CommandLine.Option;

/** The options of {@code train} that only reviews have. */
public final class SentimentArguments implements ExperimentArguments<SentimentExperiment> {

  @Option(
      names = "--vectors",
      description =
          "A file of word vectors (GloVe, fastText, word2vec, DL4J; also gzipped or zipped), or own: trained on the reviews themselves (default own).")
  private String vectors;

  @Option(names = "--vectors-limit", description = "Look at so many words of the file only.")
  private Integer vectorsLimit;

  @Option(names = "--tokens", description = "Cut or pad reviews to so many (default 400).")
  private Integer tokens;

  @Override
  public boolean given() {
    return vectors != null || vectorsLimit != null || tokens != null;
  }

  @Override
  public SentimentExperiment over(SentimentExperiment base, TrainingSettings settings) {
    return new SentimentExperiment(
        vectors == null ? base.vectors() : vectors,
        vectorsLimit == null ? base.vectorsLimit() : vectorsLimit,
        tokens == null ? base.tokens() : tokens,
        base.imported(),
        base.stepsBefore(),
        base.layout(),
        settings);
  }
}
