package org.dl4jlab.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.data.TokenBatch;
import org.dl4jlab.nets.SentimentOptions;

/**
 * Texts whose words are as frequent as those of IMDB's reviews (Zipf's law in Mandelbrot's form),
 * and which are as long: the logarithm of a length is normally distributed. 32 texts have about 220
 * words each and 1,950 different ones, those of IMDB, cut to 400, have 223 and 1,880 with vectors.
 * A fifth of the labels is wrong, so that there is always something to learn.
 */
final class SyntheticTexts {

  private static final int TEXTS = 1024;
  private static final int WORDS = 50_000;
  private static final double ZIPF_SHIFT = 2.7;
  private static final double ZIPF_EXPONENT = 1.22;
  private static final double MEDIAN_LENGTH = 200;
  private static final double LENGTH_SPREAD = 0.7;

  private SyntheticTexts() {}

  static List<TokenBatch> batches(int size, int vectorSize) {
    Random random = new Random(1);
    EmbeddingMatrix table = table(vectorSize, random);
    double[] cumulative = cumulativeFrequencies();
    int length = SentimentOptions.DEFAULT_TOKENS;
    List<TokenBatch> batches = new ArrayList<>();
    for (int i = 0; i < TEXTS / size; i++) {
      int[] tokens = new int[size * length];
      int[] lengths = new int[size];
      int[] classes = new int[size];
      for (int j = 0; j < size; j++) {
        double drawn = MEDIAN_LENGTH * Math.exp(LENGTH_SPREAD * random.nextGaussian());
        lengths[j] = (int) Math.max(10, Math.min(length, drawn));
        int even = 0;
        for (int t = 0; t < lengths[j]; t++) {
          int word = word(cumulative, random);
          tokens[j * length + t] = word;
          even += word % 2 == 0 ? 1 : -1;
        }
        classes[j] = even > 0 ^ random.nextInt(5) == 0 ? 1 : 0;
      }
      batches.add(new TokenBatch(tokens, lengths, length, classes, table));
    }
    return batches;
  }

  private static EmbeddingMatrix table(int size, Random random) {
    float[] values = new float[(WORDS + 1) * size];
    for (int i = size; i < values.length; i++) {
      values[i] = (float) (0.4 * random.nextGaussian());
    }
    return new EmbeddingMatrix(values, size);
  }

  private static double[] cumulativeFrequencies() {
    double[] cumulative = new double[WORDS];
    double sum = 0;
    for (int i = 0; i < WORDS; i++) {
      sum += Math.pow(i + 1 + ZIPF_SHIFT, -ZIPF_EXPONENT);
      cumulative[i] = sum;
    }
    return cumulative;
  }

  private static int word(double[] cumulative, Random random) {
    double drawn = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, drawn);
    return Math.min(cumulative.length, (found < 0 ? -found - 1 : found) + 1);
  }
}
