package org.dl4jlab.imdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dl4jlab.UserException;
import org.dl4jlab.experiment.Console;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.imdb.data.ReviewSet;
import org.dl4jlab.imdb.vectors.TrainedVectors;
import org.dl4jlab.imdb.vectors.VectorFile;
import org.dl4jlab.imdb.vectors.VectorOptions;
import org.dl4jlab.imdb.vectors.VectorWriter;
import org.dl4jlab.imdb.vectors.WordVectors;
import org.dl4jlab.nets.SentimentCnn;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.source.Cache;

/** The word vectors that a run's network reads with: chosen once, then kept in its folder. */
final class RunVectors {

  private static final String FILE = "vectors.bin";

  private RunVectors() {}

  /**
   * Vectors of the words in use.
   *
   * @param vectors {@code own} or a file
   * @param limit look at so many words of the file only
   */
  static WordVectors choose(
      String vectors,
      int limit,
      ReviewSet reviews,
      List<String> vocabulary,
      Cache cache,
      Console console)
      throws IOException {
    if (vectors.equals(SentimentExperiment.OWN_VECTORS)) {
      return TrainedVectors.of(
          cache, reviews, VectorOptions.defaults(), notice -> console.say("%s", notice));
    }
    Set<String> wanted = new HashSet<>();
    vocabulary.forEach(token -> wanted.addAll(WordVectors.spellings(token)));
    VectorFile.Loaded loaded =
        VectorFile.read(
            Path.of(vectors), wanted::contains, limit, notice -> console.say("%s", notice));
    console.say(
        "Vectors: %,d of %,d words kept, %.0f MB/s",
        loaded.vectors().count(), loaded.facts().words(), loaded.facts().megabytesPerSecond());
    return loaded.vectors();
  }

  static void write(WordVectors vectors, RunFolder folder) throws IOException {
    folder.write(FILE, VectorWriter.content(vectors, FILE));
  }

  /**
   * @throws UserException when they are missing, damaged or changed, or of another size than the
   *     network's
   */
  static WordVectors read(TrainedRun<SentimentExperiment> run) throws IOException {
    run.folder().requireAsWritten(FILE);
    Path file = run.folder().file(FILE);
    WordVectors vectors =
        VectorFile.read(file, word -> true, Integer.MAX_VALUE, notice -> {}).vectors();
    long size = sizeOf(run);
    if (size != vectors.size()) {
      throw new UserException(
          "%s holds vectors of size %d, but the run's network takes size %d"
              .formatted(file, vectors.size(), size));
    }
    return vectors;
  }

  private static long sizeOf(TrainedRun<SentimentExperiment> run) {
    return run.options().imported() == null
        ? run.graph().getLayer(SentimentCnn.CONVOLUTION).getParam("W").size(1)
        : run.config().data().inputShape().get(1);
  }
}
