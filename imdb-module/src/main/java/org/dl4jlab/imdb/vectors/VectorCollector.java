package org.dl4jlab.imdb.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.dl4jlab.data.EmbeddingMatrix;

/** Keeps the vectors of wanted words; of a word that comes twice, the first. */
final class VectorCollector implements VectorSink {

  private static final int FIRST_ROWS = 1 << 6;

  private final Predicate<String> wanted;
  private final int size;
  private final List<String> words = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private float[] values; // row 0 is padding

  VectorCollector(Predicate<String> wanted, int size) {
    this.wanted = wanted;
    this.size = size;
    this.values = new float[size * FIRST_ROWS];
  }

  @Override
  public boolean wants(String word) {
    return !word.isEmpty() && wanted.test(word) && !known.contains(word);
  }

  @Override
  public void add(String word, float[] vector) {
    words.add(word);
    known.add(word);
    int at = Math.multiplyExact(words.size(), size);
    if (at + size > values.length) {
      values = Arrays.copyOf(values, (int) Math.min(2L * values.length, Integer.MAX_VALUE - 8));
    }
    System.arraycopy(vector, 0, values, at, size);
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  WordVectors vectors() {
    int used = (words.size() + 1) * size;
    return new WordVectors(words, new EmbeddingMatrix(Arrays.copyOf(values, used), size));
  }
}
