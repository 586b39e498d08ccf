package org.dl4jlab.imdb.encoding;

import java.util.Arrays;
import java.util.List;
import org.dl4jlab.UserException;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.data.SampleOrder;
import org.dl4jlab.data.TokenDataset;
import org.dl4jlab.imdb.data.Review;
import org.dl4jlab.imdb.data.ReviewSet;
import org.dl4jlab.imdb.vectors.WordVectors;

/**
 * Reviews as numbers of word vectors, ready to train on. Unknown words are skipped; what is known
 * is cut or padded to the network's length (Lane, Howard and Hapke, <i>Natural Language Processing
 * in Action</i>, 2019, chapter 7).
 *
 * @param train the shuffled training reviews, or their first four fifths
 * @param validation those that the set has for it, the test reviews themselves where these are
 *     meant, or the last fifth of those to train on
 * @param test all test reviews, in their order
 * @param knownShare of the reviews' tokens, 0 to 1
 */
public record EncodedReviews(
    TokenDataset train, TokenDataset validation, TokenDataset test, double knownShare) {

  private static final int VALIDATION_PARTS = 5;

  /** Which shuffle tells training from validation reviews; epochs have theirs from 1 on. */
  private static final int SPLIT = 0;

  /** For a network of word vectors. */
  public static EncodedReviews of(
      ReviewSet reviews, TokenizedReviews tokens, WordVectors vectors, int length, long seed) {
    return of(reviews, tokens, vectors, null, length, seed);
  }

  /**
   * @param layout for a network that Keras gave word numbers to, else null
   * @param length tokens of a review as the network takes it
   * @param seed of the shuffle before the split
   */
  public static EncodedReviews of(
      ReviewSet reviews,
      TokenizedReviews tokens,
      WordVectors vectors,
      TextLayout layout,
      int length,
      long seed) {
    int[] numbers = tokens.vocabulary().stream().mapToInt(vectors::number).toArray();
    boolean[] known = new boolean[numbers.length];
    for (int i = 0; i < known.length; i++) {
      known[i] = numbers[i] != EmbeddingMatrix.PADDING;
    }
    Encoder encoder = new Encoder(numbers, length, vectors, layout, reviews.classNames().size());
    TokenDataset all = encoder.encode(reviews.train(), tokens.train());
    TokenDataset shuffled = shuffled(all, seed);
    int first = trained(reviews);
    TokenDataset test = encoder.encode(reviews.test(), tokens.test());
    TokenDataset ownValidation =
        reviews.validatedOnTest()
            ? test
            : encoder.encode(reviews.validation(), tokens.validation());
    return new EncodedReviews(
        shuffled.part(0, first),
        first < all.count() ? shuffled.part(first, all.count()) : ownValidation,
        test,
        TokenizedReviews.knownShare(
            reviews.train().isEmpty() ? tokens.test() : tokens.train(), known));
  }

  /** How many of the reviews to train on do not validate. */
  private static int trained(ReviewSet reviews) {
    int all = reviews.train().size();
    if (all == 0 || !reviews.validation().isEmpty()) {
      return all;
    }
    if (all < VALIDATION_PARTS) {
      throw new UserException(
          "%d training reviews are too few: a fifth of them validates the training".formatted(all));
    }
    return all - all / VALIDATION_PARTS;
  }

  /** The reviews of {@link #validation()}, in its order. */
  public static List<Review> validationOf(ReviewSet reviews, long seed) {
    int all = reviews.train().size();
    int first = trained(reviews);
    return first == all
        ? reviews.validation()
        : Arrays.stream(SampleOrder.shuffled(all, seed, SPLIT), first, all)
            .mapToObj(reviews.train()::get)
            .toList();
  }

  private static TokenDataset shuffled(TokenDataset data, long seed) {
    int[] order = SampleOrder.shuffled(data.count(), seed, SPLIT);
    int[][] texts = new int[order.length][];
    int[] labels = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      texts[i] = data.texts()[order[i]];
      labels[i] = data.labels()[order[i]];
    }
    return new TokenDataset(texts, labels, data.length(), data.table(), data.classCount());
  }

  /**
   * @param numbers of the vocabulary's words
   */
  private record Encoder(
      int[] numbers, int length, WordVectors vectors, TextLayout layout, int classCount) {

    TokenDataset encode(List<Review> reviews, int[][] tokens) {
      int[][] texts = new int[tokens.length][];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = known(tokens[i]);
      }
      return new TokenDataset(
          texts,
          reviews.stream().mapToInt(Review::label).toArray(),
          length,
          vectors.table(),
          classCount);
    }

    private int[] known(int[] tokens) {
      if (layout != null) {
        return layout.rows(
            Arrays.stream(tokens).map(token -> numbers[token]).toArray(), vectors, length);
      }
      return Arrays.stream(tokens)
          .map(token -> numbers[token])
          .filter(number -> number != EmbeddingMatrix.PADDING)
          .limit(length)
          .toArray();
    }
  }
}
