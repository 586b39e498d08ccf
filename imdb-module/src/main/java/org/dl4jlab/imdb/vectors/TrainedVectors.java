package org.dl4jlab.imdb.vectors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.dl4jlab.UserException;
import org.dl4jlab.imdb.data.Review;
import org.dl4jlab.imdb.data.ReviewSet;
import org.dl4jlab.imdb.text.Tokenizer;
import org.dl4jlab.run.AtomicFile;
import org.dl4jlab.run.FullDisk;
import org.dl4jlab.source.Cache;

/**
 * Word vectors that are trained on the reviews themselves, once: they stay in the cache, under a
 * name that tells texts and options.
 */
public final class TrainedVectors {

  /** Goes up when other vectors come out of the same texts and options. */
  private static final int RECIPE = 1;

  private static final int CHECKSUM_DIGITS = 12;

  private TrainedVectors() {}

  /**
   * The vectors of these reviews: trained on those to train on and those without a label, never on
   * those to test on.
   *
   * @param notice is told in a line whether they are trained or were found, and, where the cache
   *     cannot be written, that they will not be found
   * @throws UserException when hardly any word occurs often enough
   */
  public static WordVectors of(
      Cache cache, ReviewSet reviews, VectorOptions options, Consumer<String> notice)
      throws IOException {
    String name =
        "vectors/%s-%dd-%s.bin"
            .formatted(reviews.kind(), options.size(), checksum(reviews, options));
    Path file = cache.resolve(name);
    // What is there is whole, as files appear by being renamed: no need for the lock.
    Optional<WordVectors> found = find(file, notice);
    if (found.isPresent()) {
      return found.get();
    }
    try {
      return cache.exclusively(
          name,
          notice,
          () -> {
            Optional<WordVectors> ofAnother = find(file, notice);
            return ofAnother.isPresent()
                ? ofAnother.get()
                : keep(file, train(reviews, options, notice), notice);
          });
    } catch (Cache.NotWritable e) {
      notice.accept("The word vectors will not be kept: " + e.getMessage());
      return train(reviews, options, notice);
    }
  }

  /** What word vectors are trained on: each review's words, cut when they are asked for. */
  public static Iterable<List<String>> texts(ReviewSet reviews) {
    return () -> used(reviews).map(review -> Tokenizer.tokens(review.text())).iterator();
  }

  private static Stream<Review> used(ReviewSet reviews) {
    return Stream.concat(reviews.train().stream(), reviews.unlabelled().stream());
  }

  private static String checksum(ReviewSet reviews, VectorOptions options) {
    String all =
        String.join(
            "\n",
            "recipe " + RECIPE,
            options.toString(),
            ReviewSet.checksum(reviews.train()),
            ReviewSet.checksum(reviews.unlabelled()));
    return DigestUtils.sha256Hex(all).substring(0, CHECKSUM_DIGITS);
  }

  private static Optional<WordVectors> find(Path file, Consumer<String> notice) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      WordVectors vectors =
          VectorFile.read(file, word -> true, Integer.MAX_VALUE, reading -> {}).vectors();
      Path checksum = checksumOf(file);
      if (!Files.exists(checksum)
          || !Files.readString(checksum, StandardCharsets.UTF_8)
              .strip()
              .equals(vectors.checksum())) {
        throw new UserException("%s is not as it was written".formatted(file));
      }
      notice.accept("Word vectors trained on these reviews before: " + file);
      return Optional.of(vectors);
    } catch (UserException damaged) {
      notice.accept(damaged.getMessage() + "; its word vectors are trained anew");
      return Optional.empty();
    }
  }

  /** Of words and vectors; written before them, so that none are without. */
  private static Path checksumOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".sha256");
  }

  private static WordVectors train(
      ReviewSet reviews, VectorOptions options, Consumer<String> notice) {
    notice.accept(
        "Training word vectors on %,d reviews of %s"
            .formatted(used(reviews).count(), reviews.title()));
    return VectorTraining.train(texts(reviews), options, notice);
  }

  private static WordVectors keep(Path file, WordVectors vectors, Consumer<String> notice) {
    try {
      AtomicFile.write(checksumOf(file), vectors.checksum() + "\n");
      VectorWriter.write(vectors, file);
    } catch (IOException e) {
      notice.accept(
          "The word vectors could not be kept in %s%s"
              .formatted(file, e instanceof FullDisk ? ": the disk is full" : ""));
    }
    return vectors;
  }
}
