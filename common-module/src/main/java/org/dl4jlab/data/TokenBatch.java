package org.dl4jlab.data;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A batch of texts as numbers of words, each text padded at its end to the same length. The table
 * turns them into vectors; it is never changed.
 *
 * @param tokens {@code [size, length]}, row-major: rows of the table
 * @param lengths {@code [size]}: how many tokens of each text come before its padding
 * @param length tokens of a text, padding included
 * @param classes {@code [size]}, from 0 on
 * @param classCount how many classes there are; of two, labels are the probability of the second
 */
public record TokenBatch(
    int[] tokens, int[] lengths, int length, int[] classes, EmbeddingMatrix table, int classCount)
    implements Batch {

  /** Of two classes. */
  public TokenBatch(int[] tokens, int[] lengths, int length, int[] classes, EmbeddingMatrix table) {
    this(tokens, lengths, length, classes, table, TokenDataset.TWO_CLASSES);
  }

  /**
   * @throws IllegalArgumentException when the arrays do not fit each other, or a token is no row of
   *     the table
   */
  public TokenBatch {
    if (lengths.length == 0
        || length < 1
        || tokens.length != (long) lengths.length * length
        || classes.length != lengths.length) {
      throw new IllegalArgumentException(
          "%d tokens, %d lengths and %d classes are no batch of texts of %d tokens"
              .formatted(tokens.length, lengths.length, classes.length, length));
    }
    requireAll(lengths, length, "is no length of a text of up to %d tokens");
    requireAll(tokens, table.words() - 1, "is no word of a table of 0 to %d");
    requireAll(classes, classCount - 1, "is no class of 0 to %d");
  }

  private static void requireAll(int[] numbers, int largest, String otherwise) {
    for (int number : numbers) {
      if (number < 0 || number > largest) {
        throw new IllegalArgumentException(number + " " + otherwise.formatted(largest));
      }
    }
  }

  @Override
  public int size() {
    return lengths.length;
  }

  /** {@code [size, vector size, length]}. */
  @Override
  public INDArray features() {
    int vector = table.size();
    float[] dense = new float[size() * vector * length];
    for (int text = 0; text < size(); text++) {
      for (int t = 0; t < lengths[text]; t++) {
        int row = tokens[text * length + t] * vector;
        for (int i = 0; i < vector; i++) {
          dense[(text * vector + i) * length + t] = table.values()[row + i];
        }
      }
    }
    return Nd4j.create(dense, new int[] {size(), vector, length});
  }

  /** {@code [size, 1]} for two classes, {@code [size, classes]} for more, one-hot. */
  @Override
  public INDArray labels() {
    return Nd4j.create(targets(), new int[] {size(), outputs()});
  }

  /** The labels as {@link #labels()} has them, row-major. */
  public float[] targets() {
    int outputs = outputs();
    float[] targets = new float[size() * outputs];
    for (int i = 0; i < classes.length; i++) {
      if (outputs == 1) {
        targets[i] = classes[i];
      } else {
        targets[i * outputs + classes[i]] = 1;
      }
    }
    return targets;
  }

  private int outputs() {
    return classCount == TokenDataset.TWO_CLASSES ? 1 : classCount;
  }

  /** The tokens of a text without its padding. */
  public int[] text(int i) {
    return Arrays.copyOfRange(tokens, i * length, i * length + lengths[i]);
  }
}
