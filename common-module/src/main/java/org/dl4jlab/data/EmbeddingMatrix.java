package org.dl4jlab.data;

import java.io.Serializable;

/**
 * The vectors of words by the words' numbers. Word 0 is padding: its vector is all zero.
 *
 * @param values {@code [words, size]}, row-major
 * @param size numbers of a vector
 */
public record EmbeddingMatrix(float[] values, int size) implements Serializable {

  /** The word that fills up short texts. */
  public static final int PADDING = 0;

  public EmbeddingMatrix {
    if (size < 1 || values.length < size || values.length % size != 0) {
      throw new IllegalArgumentException(
          "%,d numbers are no table of vectors of size %d".formatted(values.length, size));
    }
    for (int i = 0; i < size; i++) {
      if (values[i] != 0) {
        throw new IllegalArgumentException("The vector of padding is not zero");
      }
    }
  }

  /** How many words there are, padding among them. */
  public int words() {
    return values.length / size;
  }
}
