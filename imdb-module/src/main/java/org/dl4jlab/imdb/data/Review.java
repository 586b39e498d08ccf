package org.dl4jlab.imdb.data;

/**
 * A movie review.
 *
 * @param id what it is called within its data, such as {@code train/pos/6587_9}
 * @param text as it was written, HTML included
 * @param label the number of its class ({@link #NEGATIVE} and {@link #POSITIVE} of the sentiment),
 *     or {@link #UNLABELLED}
 * @param stars 1 to 10, 0 where they are not known
 */
public record Review(String id, String text, int label, int stars) {

  public static final int NEGATIVE = 0;
  public static final int POSITIVE = 1;
  public static final int UNLABELLED = -1;

  public static final int MAX_STARS = 10;

  public Review {
    if (label < UNLABELLED) {
      throw new IllegalArgumentException("A label must be -1 or a class's number, not " + label);
    }
    if (stars < 0 || stars > MAX_STARS) {
      throw new IllegalArgumentException("Stars must be 0 to 10, not " + stars);
    }
  }
}
