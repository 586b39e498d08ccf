package org.dl4jlab.imdb.vectors;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Skip-gram and CBOW with negative sampling and sub-sampling of frequent words (Mikolov et al.
 * 2013, "Distributed Representations of Words and Phrases and their Compositionality", sections 2.2
 * and 2.3). Other than in the original word2vec, the words of a context share the words that are
 * drawn against them, so these are read once for each context (Ji et al. 2016, "Parallelizing
 * Word2Vec in Shared and Distributed Memory"). Several threads may learn at once, each by a worker
 * of its own; they then overwrite each other's updates now and then, which does little harm (Recht
 * et al. 2011, "Hogwild!").
 */
final class NegativeSampling {

  /** Words more frequent than this share of all are left out now and then; word2vec's default. */
  private static final double FREQUENT = 1e-3;

  private static final double NOISE_POWER = 0.75;
  private static final int NOISE_SLOTS = 1 << 20;

  /** Beyond it the logistic function is taken to be 0 or 1. */
  private static final float LARGEST_LOGIT = 6;

  private static final int LOGISTIC_STEPS = 1 << 12;

  private final VectorOptions options;
  private final int size;
  private final float[][] vectors; // [words][size]
  private final float[][] outputs; // [words][size], the weights that predict a word
  private final float[] keep; // [words], with which probability a word stays in its text
  private final int[] noise; // [NOISE_SLOTS], words as often as they are to be drawn
  private final float[] logistic; // [LOGISTIC_STEPS], from -LARGEST_LOGIT to LARGEST_LOGIT

  /**
   * @param vectors {@code [words][size]}, where they start; learned in place
   * @param counts of the words
   */
  NegativeSampling(float[][] vectors, int[] counts, VectorOptions options) {
    this.options = options;
    this.size = options.size();
    this.vectors = vectors;
    this.outputs = new float[vectors.length][size];
    this.keep = keep(counts);
    this.noise = noise(counts);
    this.logistic = logistic();
  }

  private static float[] keep(int[] counts) {
    double frequent = FREQUENT * Arrays.stream(counts).asLongStream().sum();
    float[] keep = new float[counts.length];
    for (int word = 0; word < counts.length; word++) {
      double ratio = frequent / counts[word];
      keep[word] = (float) (Math.sqrt(ratio) + ratio);
    }
    return keep;
  }

  private static int[] noise(int[] counts) {
    double all = 0;
    for (int count : counts) {
      all += Math.pow(count, NOISE_POWER);
    }
    int[] noise = new int[NOISE_SLOTS];
    int slot = 0;
    double share = 0;
    for (int word = 0; word < counts.length; word++) {
      share += Math.pow(counts[word], NOISE_POWER) / all;
      int end = word == counts.length - 1 ? NOISE_SLOTS : (int) Math.round(share * NOISE_SLOTS);
      Arrays.fill(noise, slot, end, word);
      slot = end;
    }
    return noise;
  }

  private static float[] logistic() {
    float[] logistic = new float[LOGISTIC_STEPS];
    for (int i = 0; i < LOGISTIC_STEPS; i++) {
      double logit = ((i + 0.5) / LOGISTIC_STEPS * 2 - 1) * LARGEST_LOGIT;
      logistic[i] = (float) (1 / (1 + Math.exp(-logit)));
    }
    return logistic;
  }

  private float logistic(float logit) {
    if (logit >= LARGEST_LOGIT) {
      return 1;
    }
    if (logit <= -LARGEST_LOGIT) {
      return 0;
    }
    return logistic[(int) ((logit + LARGEST_LOGIT) * (LOGISTIC_STEPS / (2 * LARGEST_LOGIT)))];
  }

  /**
   * What one thread needs to learn.
   *
   * @param seed of the words that are left out, the reach of the contexts and the negative samples
   */
  Worker worker(long seed) {
    return new Worker(new SplittableRandom(seed));
  }

  /** Learns text after text, in one thread. */
  final class Worker {

    private final SplittableRandom random;
    private final float[] mean = new float[size]; // of a context's vectors
    private final float[] gradient = new float[size]; // of the hidden layer
    private final float[][] others = new float[options.negative()][]; // outputs of random words
    private int drawn; // how many of them

    private Worker(SplittableRandom random) {
      this.random = random;
    }

    /**
     * One pass over a text.
     *
     * @param text words by number
     */
    void learn(int[] text, float learningRate) {
      int[] kept = Arrays.stream(text).filter(this::isKept).toArray();
      for (int at = 0; at < kept.length; at++) {
        int reach = 1 + random.nextInt(options.window());
        int from = Math.max(0, at - reach);
        int to = Math.min(kept.length, at + reach + 1);
        drawOthers(kept[at]);
        if (options.cbow()) {
          cbow(kept, at, from, to, learningRate);
        } else {
          skipGram(kept, at, from, to, learningRate);
        }
      }
    }

    private boolean isKept(int word) {
      return keep[word] >= 1 || random.nextDouble() < keep[word];
    }

    private void drawOthers(int word) {
      drawn = 0;
      for (int i = 0; i < others.length; i++) {
        int other = noise[random.nextInt(NOISE_SLOTS)];
        if (other != word) {
          others[drawn++] = outputs[other];
        }
      }
    }

    /** Each word of the context by itself predicts the word in its middle. */
    private void skipGram(int[] text, int middle, int from, int to, float learningRate) {
      for (int at = from; at < to; at++) {
        if (at != middle) {
          float[] vector = vectors[text[at]];
          predict(text[middle], vector, learningRate);
          add(1, gradient, vector);
        }
      }
    }

    /** The mean of the context predicts the word in its middle. */
    private void cbow(int[] text, int middle, int from, int to, float learningRate) {
      if (to - from < 2) {
        return;
      }
      float share = 1f / (to - from - 1);
      Arrays.fill(mean, 0);
      for (int at = from; at < to; at++) {
        if (at != middle) {
          add(share, vectors[text[at]], mean);
        }
      }
      predict(text[middle], mean, learningRate);
      for (int at = from; at < to; at++) {
        if (at != middle) {
          add(1, gradient, vectors[text[at]]);
        }
      }
    }

    /** Learns to tell the word from random ones by the hidden layer; leaves that one's gradient. */
    private void predict(int word, float[] hidden, float learningRate) {
      Arrays.fill(gradient, 0);
      step(outputs[word], 1, hidden, learningRate);
      for (int i = 0; i < drawn; i++) {
        step(others[i], 0, hidden, learningRate);
      }
    }

    private void step(float[] output, float label, float[] hidden, float learningRate) {
      float g = (label - logistic(dot(hidden, output))) * learningRate;
      add(g, output, gradient);
      add(g, hidden, output);
    }
  }

  /** Eight sums at once: none of them has to wait for the one before. */
  private static float dot(float[] x, float[] y) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int i = 0;
    for (; i < x.length - 7; i += 8) {
      a += x[i] * y[i];
      b += x[i + 1] * y[i + 1];
      c += x[i + 2] * y[i + 2];
      d += x[i + 3] * y[i + 3];
      e += x[i + 4] * y[i + 4];
      f += x[i + 5] * y[i + 5];
      g += x[i + 6] * y[i + 6];
      h += x[i + 7] * y[i + 7];
    }
    for (; i < x.length; i++) {
      a += x[i] * y[i];
    }
    return a + b + (c + d) + (e + f + (g + h));
  }

  /** {@code y += factor * x}; the JIT makes vector instructions of it, as both begin at 0. */
  private static void add(float factor, float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] += factor * x[i];
    }
  }
}
