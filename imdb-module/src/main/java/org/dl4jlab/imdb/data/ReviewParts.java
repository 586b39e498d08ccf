package org.dl4jlab.imdb.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.datavec.api.split.InputSplit;
import org.dl4jlab.UserException;
import org.dl4jlab.source.Division;
import org.dl4jlab.source.TrainTestSplit;

/**
 * Divides reviews by their ids, or holds some out for the test where the ids name no part for it.
 * Where there is a part to validate on but none to test on, the first is taken for the second.
 */
final class ReviewParts {

  private final Map<ReviewPart, List<Review>> parts = new EnumMap<>(ReviewPart.class);
  private final List<List<Review>> undivided = new ArrayList<>(); // of each class

  private ReviewParts(LabelledReviews all) {
    for (ReviewPart part : ReviewPart.values()) {
      parts.put(part, new ArrayList<>());
    }
    all.classNames().forEach(name -> undivided.add(new ArrayList<>()));
    for (Review review : all.reviews()) {
      if (review.label() == Review.UNLABELLED) {
        of(ReviewPart.UNLABELLED).add(review);
      } else {
        ReviewPart.ofId(review.id())
            .map(this::of)
            .orElseGet(() -> undivided.get(review.label()))
            .add(review);
      }
    }
  }

  /** Everything that the reader finds in the split. */
  static ReviewSet read(
      String kind, Path source, ReviewRecordReader reader, InputSplit split, Division division)
      throws IOException {
    try (reader) {
      reader.initialize(split);
      return divide(
          kind, source.toAbsolutePath().normalize().toString(), reader.labelled(), division);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while reading " + source, e);
    }
  }

  private static ReviewSet divide(
      String kind, String source, LabelledReviews all, Division division) {
    ReviewParts parts = new ReviewParts(all);
    parts.divide(division);
    ReviewSet set =
        new ReviewSet(
            kind,
            source,
            all.classNames(),
            parts.of(ReviewPart.TRAIN),
            parts.of(ReviewPart.VALIDATION),
            parts.of(ReviewPart.TEST),
            parts.of(ReviewPart.UNLABELLED),
            all.notices());
    if (division == Division.HELD_OUT) {
      requireClasses(set);
    } else if (set.test().isEmpty()) {
      throw new UserException("There are no reviews to test on in " + source);
    }
    return set;
  }

  private List<Review> of(ReviewPart part) {
    return parts.get(part);
  }

  private void divide(Division division) {
    if (of(ReviewPart.TEST).isEmpty()) {
      of(ReviewPart.TEST).addAll(of(ReviewPart.VALIDATION));
      of(ReviewPart.VALIDATION).clear();
    }
    if (of(ReviewPart.TEST).isEmpty()) {
      of(ReviewPart.TRAIN).forEach(review -> undivided.get(review.label()).add(review));
      of(ReviewPart.TRAIN).clear();
    }
    for (List<Review> ofClass : undivided) {
      TrainTestSplit<Review> divided = TrainTestSplit.of(ofClass, division);
      of(ReviewPart.TRAIN).addAll(divided.train());
      of(ReviewPart.TEST).addAll(divided.test());
    }
    of(ReviewPart.TRAIN).sort(ReviewOrder.BY_ID);
    of(ReviewPart.VALIDATION).sort(ReviewOrder.BY_ID);
    of(ReviewPart.TEST).sort(ReviewOrder.BY_ID);
  }

  private static void requireClasses(ReviewSet set) {
    List<String> names = set.classNames();
    if (names.size() < 2) {
      throw new UserException(
          "All reviews of %s are of one class; there must be two at least".formatted(set.source()));
    }
    int[] train = set.classCounts(set.train());
    int[] test = set.classCounts(set.test());
    for (int i = 0; i < train.length; i++) {
      if (train[i] == 0 || test[i] == 0) {
        throw new UserException(
            "Of the class %s, %s has %,d to train on and %,d to test on; each class needs both, so at least %d where none are set apart for the test"
                .formatted(names.get(i), set.source(), train[i], test[i], TrainTestSplit.SHARE));
      }
    }
  }
}
