package org.dl4jlab.imdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.cli.DataCommand;
import org.dl4jlab.cli.DownloadProgress;
import org.dl4jlab.imdb.data.ReviewSet;
import org.dl4jlab.imdb.data.ReviewSets;
import org.dl4jlab.imdb.vectors.TrainedVectors;
import org.dl4jlab.imdb.vectors.VectorFile;
import org.dl4jlab.imdb.vectors.VectorOptions;
import org.dl4jlab.imdb.vectors.WordVectors;
import org.dl4jlab.nets.SentimentCnn;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.TrainingSettings;

/** What the commands on reviews share. */
abstract class ImdbCommand extends DataCommand {

  /** In a run's folder: the word vectors that its network reads with. */
  static final String VECTORS = "vectors.bin";

  ImdbCommand(DataLocations places) {
    super(places);
  }

  ReviewSet openReviews(String data) throws IOException {
    try (DownloadProgress progress = new DownloadProgress(prose(), terminal().interactive())) {
      ReviewSet reviews =
          new ReviewSets(
                  places().cache(),
                  places().archive(),
                  offline(),
                  progress,
                  notice -> say("%s", notice))
              .open(data);
      say(
          "Data: %s from %s, %,d reviews to train on, %,d to test on",
          reviews.title(), reviews.source(), reviews.train().size(), reviews.test().size());
      return reviews;
    }
  }

  /** The reviews that a run was made with, or others that the person names. */
  ReviewSet openReviewsOf(RunConfig config, TrainingSettings settings, String named)
      throws IOException {
    return openReviews(dataOf(config, named)).limited(settings.limitTrain(), settings.limitTest());
  }

  /**
   * Vectors of the words in use.
   *
   * @param vectors {@code own} or a file
   */
  WordVectors openVectors(String vectors, int limit, ReviewSet reviews, List<String> vocabulary)
      throws IOException {
    if (vectors.equals(SentimentExperiment.OWN_VECTORS)) {
      return TrainedVectors.of(
          places().cache(), reviews, VectorOptions.defaults(), notice -> say("%s", notice));
    }
    Set<String> wanted = new HashSet<>();
    vocabulary.forEach(token -> wanted.addAll(WordVectors.spellings(token)));
    return readVectors(Path.of(vectors), wanted, limit);
  }

  private WordVectors readVectors(Path file, Set<String> wanted, int limit) throws IOException {
    VectorFile.Loaded loaded =
        VectorFile.read(file, wanted::contains, limit, notice -> say("%s", notice));
    say(
        "Vectors: %,d of %,d words kept, %.0f MB/s",
        loaded.vectors().count(), loaded.facts().words(), loaded.facts().megabytesPerSecond());
    return loaded.vectors();
  }

  /** The vectors of a run's folder. */
  static WordVectors vectorsOf(RunFolder folder, ComputationGraph graph) throws IOException {
    Path file = folder.file(VECTORS);
    WordVectors vectors =
        VectorFile.read(file, word -> true, Integer.MAX_VALUE, notice -> {}).vectors();
    long size = graph.getLayer(SentimentCnn.CONVOLUTION).getParam("W").size(1);
    if (size != vectors.size()) {
      throw new UserException(
          "%s holds vectors of size %d, but the run's network takes size %d"
              .formatted(file, vectors.size(), size));
    }
    return vectors;
  }
}
