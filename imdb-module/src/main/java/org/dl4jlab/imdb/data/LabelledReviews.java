package org.dl4jlab.imdb.data;

import java.util.List;

/**
 * Reviews as their files have them.
 *
 * @param reviews in the order in which they are read
 * @param classNames in the order of the classes' numbers
 * @param notices what was left out or guessed, in a line each
 */
public record LabelledReviews(List<Review> reviews, List<String> classNames, List<String> notices) {

  public LabelledReviews {
    reviews = List.copyOf(reviews);
    classNames = List.copyOf(classNames);
    notices = List.copyOf(notices);
  }

  /** Negative and positive reviews, all of them. */
  static LabelledReviews ofSentiment(List<Review> reviews) {
    return new LabelledReviews(reviews, ReviewSet.CLASS_NAMES, List.of());
  }
}
