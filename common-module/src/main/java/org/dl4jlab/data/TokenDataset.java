package org.dl4jlab.data;

import java.util.Arrays;

/**
 * Labelled texts as numbers of words.
 *
 * @param texts {@code [count][…]}: rows of the table; what is beyond {@code length} tokens is cut
 * @param labels {@code [count]}, from 0 on
 * @param length tokens to which the texts of a batch are cut or padded
 * @param classCount how many classes there are, two at least
 */
public record TokenDataset(
    int[][] texts, int[] labels, int length, EmbeddingMatrix table, int classCount)
    implements DivisibleDataset {

  /** Of two classes the network says by one number which it is. */
  public static final int TWO_CLASSES = 2;

  /** Of two classes. */
  public TokenDataset(int[][] texts, int[] labels, int length, EmbeddingMatrix table) {
    this(texts, labels, length, table, TWO_CLASSES);
  }

  public TokenDataset {
    if (texts.length != labels.length) {
      throw new IllegalArgumentException(
          "%d texts, but %d labels".formatted(texts.length, labels.length));
    }
  }

  @Override
  public int count() {
    return texts.length;
  }

  /** How many texts each class has. */
  public int[] classCounts() {
    int[] counts = new int[classCount];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }

  /** The texts from one place to another, the second excluded. */
  public TokenDataset part(int from, int to) {
    return new TokenDataset(
        Arrays.copyOfRange(texts, from, to),
        Arrays.copyOfRange(labels, from, to),
        length,
        table,
        classCount);
  }

  /** The texts of these numbers, in this order. */
  @Override
  public TokenDataset select(int[] numbers) {
    return new TokenDataset(
        Arrays.stream(numbers).mapToObj(number -> texts[number]).toArray(int[][]::new),
        Arrays.stream(numbers).map(number -> labels[number]).toArray(),
        length,
        table,
        classCount);
  }

  @Override
  public TokenBatch batch(int[] order, int from, int to) {
    int size = to - from;
    int[] tokens = new int[size * length];
    int[] lengths = new int[size];
    int[] classes = new int[size];
    for (int i = 0; i < size; i++) {
      int[] text = texts[order[from + i]];
      lengths[i] = Math.min(text.length, length);
      System.arraycopy(text, 0, tokens, i * length, lengths[i]);
      classes[i] = labels[order[from + i]];
    }
    return new TokenBatch(tokens, lengths, length, classes, table, classCount);
  }
}
