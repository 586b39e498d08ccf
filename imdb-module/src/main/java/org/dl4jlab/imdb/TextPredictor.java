package org.dl4jlab.imdb;

import java.util.Arrays;
import java.util.List;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.data.TokenDataset;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.serve.model.Predictor;
import org.dl4jlab.serve.model.Samples;

/**
 * Predicts {@link TextSamples}.
 *
 * @param length words to which texts are cut or padded
 */
record TextPredictor(Engine engine, EmbeddingMatrix table, int length, int classes)
    implements Predictor {

  private static final int[] NO_TEXT = {};

  @Override
  public float[] predict(List<Samples.Part> parts, int size) {
    int[][] texts = new int[size][];
    Arrays.fill(texts, NO_TEXT);
    int at = 0;
    for (Samples.Part part : parts) {
      int[][] numbers = ((TextSamples) part.samples()).numbers();
      System.arraycopy(numbers, part.from(), texts, at, part.count());
      at += part.count();
    }
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    TokenDataset batch = new TokenDataset(texts, new int[size], length, table, classes);
    return engine.output(batch.batch(order, 0, size)).data().asFloat();
  }

  @Override
  public void close() {
    engine.close();
  }
}
