package org.dl4jlab.benchmarks;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.dl4jlab.data.Batch;
import org.dl4jlab.nets.SentimentCnn;
import org.dl4jlab.nets.SentimentOptions;

/**
 * The lecture's network for the sentiment of reviews.
 *
 * @param vectorSize numbers for each word
 */
record LectureTexts(int vectorSize) implements Task {

  @Override
  public ComputationGraphConfiguration configuration() {
    return SentimentCnn.configuration(SentimentOptions.imdb(vectorSize));
  }

  @Override
  public InputType input() {
    return InputType.recurrent(vectorSize, SentimentOptions.DEFAULT_TOKENS);
  }

  @Override
  public double learningRate() {
    return SentimentOptions.DEFAULT_LEARNING_RATE;
  }

  @Override
  public Target target() {
    return Target.BINARY;
  }

  @Override
  public List<? extends Batch> batches(int size) {
    return SyntheticTexts.batches(size, vectorSize);
  }

  @Override
  public boolean isLookedUp() {
    return true;
  }
}
