package org.dl4jlab.imdb.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datavec.api.split.InputSplit;
import org.dl4jlab.UserException;
import org.dl4jlab.source.Division;
import org.dl4jlab.source.TrainTestSplit;

/** Divides reviews by their ids, or holds some out for the test where the ids name no part. */
final class ReviewParts {

  private static final String TRAIN = "train/";
  private static final String TEST = "test/";

  private ReviewParts() {}

  /** Everything that the reader finds in the split. */
  static ReviewSet read(String kind, Path source, ReviewRecordReader reader, InputSplit split)
      throws IOException {
    try (reader) {
      reader.initialize(split);
      return divide(kind, source.toAbsolutePath().normalize().toString(), reader.readAll());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while reading " + source, e);
    }
  }

  private static ReviewSet divide(String kind, String source, List<Review> reviews) {
    List<Review> train = new ArrayList<>();
    List<Review> test = new ArrayList<>();
    List<Review> unlabelled = new ArrayList<>();
    List<List<Review>> whole = List.of(new ArrayList<>(), new ArrayList<>());
    for (Review review : reviews) {
      if (review.label() == Review.UNLABELLED) {
        unlabelled.add(review);
      } else if (review.id().startsWith(TRAIN)) {
        train.add(review);
      } else if (review.id().startsWith(TEST)) {
        test.add(review);
      } else {
        whole.get(review.label()).add(review);
      }
    }
    for (List<Review> ofClass : whole) {
      TrainTestSplit<Review> parts = TrainTestSplit.of(ofClass, Division.HELD_OUT);
      train.addAll(parts.train());
      test.addAll(parts.test());
    }
    requireBothClasses(source, ReviewSet.classCounts(train), ReviewSet.classCounts(test));
    train.sort(ReviewOrder.BY_ID);
    test.sort(ReviewOrder.BY_ID);
    return new ReviewSet(kind, source, train, test, unlabelled);
  }

  private static void requireBothClasses(String source, int[] train, int[] test) {
    if (train[0] == 0 || train[1] == 0 || test[0] == 0 || test[1] == 0) {
      throw new UserException(
          "%s holds %,d negative and %,d positive reviews to train on, %,d and %,d to test on; each class needs both, so at least %d where none are set apart for the test"
              .formatted(source, train[0], train[1], test[0], test[1], TrainTestSplit.SHARE));
    }
  }
}
