package org.dl4jlab.benchmarks;

import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.dl4jlab.data.Batch;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.nets.SentimentCnn;
import org.dl4jlab.nets.SentimentOptions;

/** A network of the lecture's and samples for it, as everybody has to work on them. */
public enum Workload {
  DENSE(ImageNetwork.DENSE),
  CNN(ImageNetwork.CNN),
  BATCHNORM(ImageNetwork.BATCHNORM),
  SENTIMENT100(100),
  SENTIMENT300(300);

  private final ImageNetwork images; // null for texts
  private final int vectorSize;

  Workload(ImageNetwork images) {
    this.images = images;
    this.vectorSize = 0;
  }

  Workload(int vectorSize) {
    this.images = null;
    this.vectorSize = vectorSize;
  }

  ComputationGraphConfiguration configuration() {
    return images == null
        ? SentimentCnn.configuration(SentimentOptions.imdb(vectorSize))
        : images.configuration(NetworkOptions.cifar10());
  }

  InputType input() {
    NetworkOptions options = NetworkOptions.cifar10();
    return images == null
        ? InputType.recurrent(vectorSize, SentimentOptions.DEFAULT_TOKENS)
        : InputType.convolutional(options.height(), options.width(), options.channels());
  }

  /** Whether our fast engine looks words up, and so computes less than others. */
  boolean isLookedUp() {
    return images == null;
  }

  double learningRate() {
    return images == null
        ? SentimentOptions.DEFAULT_LEARNING_RATE
        : NetworkOptions.DEFAULT_LEARNING_RATE;
  }

  List<? extends Batch> batches(int size) {
    return images == null
        ? SyntheticTexts.batches(size, vectorSize)
        : SyntheticImages.batches(size);
  }

  /** What people type. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
