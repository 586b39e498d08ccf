package org.dl4jlab.serve.model;

import java.util.List;
import java.util.Optional;

/**
 * A run's network as the server sees it. Any thread may call it; what is heavy is called by few at
 * a time.
 */
public interface ServedModel {

  /** What was trained on what. */
  String title();

  /** In the order of the network's outputs. */
  List<String> classNames();

  TensorSpec input();

  /**
   * The samples of a tensor whose type and shape are as {@link #input()} says.
   *
   * @throws Refusal when the network cannot take them
   */
  Samples of(Tensor tensor);

  /**
   * The one sample of a body.
   *
   * @throws Refusal when it is none
   */
  Samples read(Body body);

  /** How many bytes a body may have. */
  long mostBytes();

  /** The network for one more thread, with an engine that uses so many threads itself. */
  Predictor open(int threads);

  /**
   * The least probability of the likeliest class from which on a sample is like those that the
   * network was trained on; 0 where that is not known.
   */
  default double familiarFrom() {
    return 0;
  }

  /** The words that decided; empty where samples are no texts. */
  default Optional<List<Word>> words(Samples sample) {
    return Optional.empty();
  }

  /** How to find out where the network looked; empty where that cannot be. */
  default Optional<Inquiry> explaining(Samples sample) {
    return Optional.empty();
  }
}
