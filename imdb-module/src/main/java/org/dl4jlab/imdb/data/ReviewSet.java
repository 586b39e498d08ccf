package org.dl4jlab.imdb.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.dl4jlab.data.SampleOrder;
import org.dl4jlab.run.TrainingSettings;

/**
 * Reviews to train on and to test on, and where they come from. Within each part they are in the
 * order of their ids, so the classes are not mixed.
 *
 * @param kind {@code imdb}, {@code folder}, {@code csv} or {@code sample}
 * @param source the folder, archive or file that was read, or {@code built-in}
 * @param train labelled
 * @param test labelled
 * @param unlabelled more text of the same kind, often none
 */
public record ReviewSet(
    String kind, String source, List<Review> train, List<Review> test, List<Review> unlabelled) {

  public static final String IMDB = "imdb";
  public static final String FOLDER = "folder";
  public static final String CSV = "csv";

  /** The classes' names, in the order of their numbers. */
  public static final List<String> CLASS_NAMES = List.of("negative", "positive");

  private static final long SELECTION_SEED = 1;

  public ReviewSet {
    train = List.copyOf(train);
    test = List.copyOf(test);
    unlabelled = List.copyOf(unlabelled);
  }

  /** What figures measured on it must be called: {@code IMDB}, {@code sample}, the folder. */
  public String title() {
    return switch (kind) {
      case IMDB -> "IMDB";
      case TrainingSettings.SAMPLE_DATA -> TrainingSettings.SAMPLE_DATA;
      default -> source;
    };
  }

  /**
   * So many reviews of each labelled part, or all of it where there are not more: half of them
   * negative and half positive, in turn, as long as both last. Which ones, depends on the ids
   * alone: each class is sorted by id and shuffled with a fixed seed, because reviews of one movie
   * have ids that follow each other.
   */
  public ReviewSet limited(int trainLimit, int testLimit) {
    return new ReviewSet(
        kind, source, selection(train, trainLimit), selection(test, testLimit), unlabelled);
  }

  private static List<Review> selection(List<Review> reviews, int limit) {
    if (limit >= reviews.size()) {
      return reviews;
    }
    List<Review> negative = shuffled(reviews, Review.NEGATIVE);
    List<Review> positive = shuffled(reviews, Review.POSITIVE);
    List<Review> selection = new ArrayList<>(limit);
    for (int i = 0; selection.size() < limit; i++) {
      if (i < negative.size()) {
        selection.add(negative.get(i));
      }
      if (i < positive.size() && selection.size() < limit) {
        selection.add(positive.get(i));
      }
    }
    return selection;
  }

  private static List<Review> shuffled(List<Review> reviews, int label) {
    List<Review> sorted =
        reviews.stream().filter(r -> r.label() == label).sorted(ReviewOrder.BY_ID).toList();
    List<Review> shuffled = new ArrayList<>(sorted.size());
    for (int i : SampleOrder.shuffled(sorted.size(), SELECTION_SEED, 0)) {
      shuffled.add(sorted.get(i));
    }
    return shuffled;
  }

  /** How many of the reviews each class has, in the order of {@link #CLASS_NAMES}. */
  public static int[] classCounts(List<Review> reviews) {
    int[] counts = new int[CLASS_NAMES.size()];
    for (Review review : reviews) {
      if (review.label() != Review.UNLABELLED) {
        counts[review.label()]++;
      }
    }
    return counts;
  }

  /**
   * SHA-256 over labels and texts in their order: the same data, the same sum, whatever file it was
   * in.
   */
  public static String checksum(List<Review> reviews) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    ByteBuffer header = ByteBuffer.allocate(Byte.BYTES + Integer.BYTES);
    for (Review review : reviews) {
      byte[] text = review.text().getBytes(StandardCharsets.UTF_8);
      digest.update(header.clear().put((byte) review.label()).putInt(text.length).array());
      digest.update(text);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
