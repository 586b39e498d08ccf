package org.dl4jlab.imdb.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.dl4jlab.data.Holdout;
import org.dl4jlab.data.SampleOrder;
import org.dl4jlab.data.StratifiedSample;
import org.dl4jlab.method.Validation;
import org.dl4jlab.run.TrainingSettings;

/**
 * Reviews to train on and to test on, and where they come from. Within each part they are in the
 * order of their ids, so the classes are not mixed.
 *
 * @param kind {@code imdb}, {@code folder}, {@code csv}, {@code json}, {@code parquet} or {@code
 *     sample}
 * @param source the folder, archive or file that was read, or {@code built-in}
 * @param classNames in the order of the classes' numbers
 * @param train labelled
 * @param validation labelled; where there are none, some of those to train on validate
 * @param test labelled
 * @param unlabelled more text of the same kind, often none
 * @param notices what was left out or guessed, in a line each
 */
public record ReviewSet(
    String kind,
    String source,
    List<String> classNames,
    List<Review> train,
    List<Review> validation,
    List<Review> test,
    List<Review> unlabelled,
    List<String> notices) {

  public static final String IMDB = "imdb";
  public static final String FOLDER = "folder";

  /** The classes of the sentiment, in the order of their numbers. */
  public static final List<String> CLASS_NAMES = List.of("negative", "positive");

  private static final long SELECTION_SEED = 1;

  /** Negative and positive reviews. */
  public ReviewSet(
      String kind, String source, List<Review> train, List<Review> test, List<Review> unlabelled) {
    this(kind, source, CLASS_NAMES, train, List.of(), test, unlabelled, List.of());
  }

  public ReviewSet {
    classNames = List.copyOf(classNames);
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    notices = List.copyOf(notices);
    test = List.copyOf(test);
    unlabelled = List.copyOf(unlabelled);
  }

  /**
   * What figures measured on it must be called: {@code IMDB}, {@code sample}, the name of the
   * folder or file.
   */
  public String title() {
    return switch (kind) {
      case IMDB -> "IMDB";
      case TrainingSettings.SAMPLE_DATA -> TrainingSettings.SAMPLE_DATA;
      default -> {
        Path name = Path.of(source).getFileName();
        yield name == null ? source : name.toString();
      }
    };
  }

  /**
   * So many reviews of each part with labels, or all of it where there are not more. Of a person's
   * own, the seed draws from all classes. Of IMDB and the sample they are the same for all seeds:
   * of each class one in turn, as long as it lasts. Which ones, depends on the ids alone: each
   * class is sorted by id and shuffled, because reviews of one movie have ids that follow each
   * other.
   *
   * @param testLimit for validation and test alike
   */
  public ReviewSet limited(int trainLimit, int testLimit, long seed) {
    return new ReviewSet(
        kind,
        source,
        classNames,
        selection(train, trainLimit, seed),
        selection(validation, testLimit, seed),
        selection(test, testLimit, seed),
        unlabelled,
        notices);
  }

  /**
   * The same reviews with those to validate on that were asked for.
   *
   * @param seed which are held out
   * @throws org.dl4jlab.UserException when there are too few to hold some out
   */
  public ReviewSet validatedOn(Validation choice, long seed) {
    if (choice.holdsOut()) {
      Holdout parts =
          Holdout.of(train.stream().mapToInt(Review::label).toArray(), choice.share(), seed);
      return with(of(parts.train()), of(parts.validation()));
    }
    return choice.onTest() ? with(train, test) : this;
  }

  private List<Review> of(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(train::get).toList();
  }

  private ReviewSet with(List<Review> newTrain, List<Review> newValidation) {
    return new ReviewSet(
        kind, source, classNames, newTrain, newValidation, test, unlabelled, notices);
  }

  /** Whether the reviews to validate on are those to test on. */
  public boolean validatedOnTest() {
    return !test.isEmpty() && validation == test;
  }

  /**
   * The same reviews with the classes of a network that knows them.
   *
   * @throws UserException when one has a class that the network does not know
   */
  public ReviewSet withClasses(List<String> known) {
    if (known.equals(classNames)) {
      return this;
    }
    int[] numbers = new ClassMatch(known).numbers(this);
    return new ReviewSet(
        kind,
        source,
        known,
        renumbered(train, numbers),
        renumbered(validation, numbers),
        renumbered(test, numbers),
        unlabelled,
        notices);
  }

  private static List<Review> renumbered(List<Review> reviews, int[] numbers) {
    return reviews.stream()
        .map(r -> new Review(r.id(), r.text(), numbers[r.label()], r.stars()))
        .toList();
  }

  private List<Review> selection(List<Review> reviews, int limit, long seed) {
    if (kind.equals(IMDB) || kind.equals(TrainingSettings.SAMPLE_DATA)) {
      return inTurn(reviews, limit);
    }
    int[] labels = reviews.stream().mapToInt(Review::label).toArray();
    return Arrays.stream(StratifiedSample.draw(labels, limit, seed))
        .mapToObj(reviews::get)
        .toList();
  }

  private List<Review> inTurn(List<Review> reviews, int limit) {
    if (limit >= reviews.size()) {
      return reviews;
    }
    List<List<Review>> classes =
        IntStream.range(0, classNames.size()).mapToObj(label -> shuffled(reviews, label)).toList();
    List<Review> selection = new ArrayList<>(limit);
    for (int i = 0; selection.size() < limit; i++) {
      for (List<Review> ofClass : classes) {
        if (i < ofClass.size() && selection.size() < limit) {
          selection.add(ofClass.get(i));
        }
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

  /** How many of the reviews each class has, in the order of their names. */
  public int[] classCounts(List<Review> reviews) {
    int[] counts = new int[classNames.size()];
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
