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
 * @param train the first four fifths of the shuffled training reviews
 * @param validation the last fifth
 * @param test all test reviews, in their order
 * @param knownShare of the reviews' tokens, 0 to 1
 */
public record EncodedReviews(
    TokenDataset train, TokenDataset validation, TokenDataset test, double knownShare) {

  private static final int VALIDATION_PARTS = 5;

  /** Which shuffle tells training from validation reviews; epochs have theirs from 1 on. */
  private static final int SPLIT = 0;

  /**
   * @param length tokens of a review as the network takes it
   * @param seed of the shuffle before the split
   */
  public static EncodedReviews of(
      ReviewSet reviews, TokenizedReviews tokens, WordVectors vectors, int length, long seed) {
    int[] numbers = tokens.vocabulary().stream().mapToInt(vectors::number).toArray();
    boolean[] known = new boolean[numbers.length];
    for (int i = 0; i < known.length; i++) {
      known[i] = numbers[i] != EmbeddingMatrix.PADDING;
    }
    TokenDataset all = encode(reviews.train(), tokens.train(), numbers, length, vectors.table());
    TokenDataset shuffled = shuffled(all, seed);
    int first = all.count() - all.count() / VALIDATION_PARTS;
    if (first == all.count()) {
      throw new UserException(
          "%d training reviews are too few: a fifth of them validates the training"
              .formatted(all.count()));
    }
    return new EncodedReviews(
        shuffled.part(0, first),
        shuffled.part(first, all.count()),
        encode(reviews.test(), tokens.test(), numbers, length, vectors.table()),
        TokenizedReviews.knownShare(tokens.train(), known));
  }

  private static TokenDataset shuffled(TokenDataset data, long seed) {
    int[] order = SampleOrder.shuffled(data.count(), seed, SPLIT);
    int[][] texts = new int[order.length][];
    int[] labels = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      texts[i] = data.texts()[order[i]];
      labels[i] = data.labels()[order[i]];
    }
    return new TokenDataset(texts, labels, data.length(), data.table());
  }

  private static TokenDataset encode(
      List<Review> reviews, int[][] tokens, int[] numbers, int length, EmbeddingMatrix table) {
    int[][] texts = new int[tokens.length][];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = known(tokens[i], numbers, length);
    }
    return new TokenDataset(
        texts, reviews.stream().mapToInt(Review::label).toArray(), length, table);
  }

  private static int[] known(int[] tokens, int[] numbers, int length) {
    return Arrays.stream(tokens)
        .map(token -> numbers[token])
        .filter(number -> number != EmbeddingMatrix.PADDING)
        .limit(length)
        .toArray();
  }
}
