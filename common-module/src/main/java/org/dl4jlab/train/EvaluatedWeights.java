package org.dl4jlab.train;

import org.dl4jlab.data.Dataset;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.program.NetworkModel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The parameters that are validated, tested and kept: those of the last step, the slow ones of a
 * {@link Lookahead}, or a moving average of those of all steps (Polyak and Juditsky 1992), {@code
 * average = decay * average + (1 - decay) * parameters} after each, which begins with the first
 * step's. Running statistics of batch normalizations are among them.
 */
public final class EvaluatedWeights {

  private final Engine engine;
  private final double decay; // 0 without an average
  private final Lookahead lookahead; // null without one
  private INDArray average; // null without one, or before the first step

  private EvaluatedWeights(Engine engine, double decay, Lookahead lookahead, INDArray average) {
    this.engine = engine;
    this.decay = decay;
    this.lookahead = lookahead;
    this.average = average;
  }

  /** Those of the last step. */
  public static EvaluatedWeights ofLastStep(Engine engine) {
    return new EvaluatedWeights(engine, 0, null, null);
  }

  /**
   * Their moving average.
   *
   * @param decay the average's share of the new one, above 0 and below 1
   * @param average that an earlier training has reached, null for a new one
   */
  public static EvaluatedWeights averaged(Engine engine, double decay, INDArray average) {
    if (!(decay > 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "The decay of an average must be above 0 and below 1, not " + decay);
    }
    return new EvaluatedWeights(engine, decay, null, average);
  }

  /**
   * The slow ones of a lookahead.
   *
   * @param slow that an earlier training has reached, null for the network's own
   */
  public static EvaluatedWeights slow(Engine engine, Lookahead lookahead, INDArray slow) {
    return new EvaluatedWeights(
        engine, 0, lookahead, slow == null ? engine.model().params().dup() : slow);
  }

  public Engine engine() {
    return engine;
  }

  /** The moving average, null where there is none. */
  public INDArray average() {
    return average;
  }

  /** The parameters to evaluate, {@code [1, parameters]}: not to be changed. */
  public INDArray values() {
    if (average != null) {
      return average;
    }
    engine.sync();
    return engine.model().params();
  }

  void stepDone() {
    if (lookahead != null) {
      lookBack(NetworkModel.of(engine.model()).iteration());
    }
    if (decay == 0) {
      return;
    }
    engine.sync();
    INDArray parameters = engine.model().params();
    if (average == null) {
      average = parameters.dup();
    } else {
      average.muli(decay);
      Nd4j.getBlasWrapper().axpy(1 - decay, parameters, average);
    }
  }

  private void lookBack(int done) {
    if (lookahead.isDue(done)) {
      engine.sync();
      double kept = lookahead.decay(done);
      average.muli(kept);
      Nd4j.getBlasWrapper().axpy(1 - kept, engine.model().params(), average);
      leave(average);
    }
  }

  /** Predicts every sample; the network's parameters stay those of the last step. */
  Predictions evaluate(Dataset samples) {
    if (average == null) {
      return Evaluator.evaluate(engine, samples);
    }
    engine.sync();
    INDArray ofLastStep = engine.model().params().dup();
    leave(average);
    try {
      return Evaluator.evaluate(engine, samples);
    } finally {
      leave(ofLastStep);
    }
  }

  /** Gives the network these parameters; what it was trained to is lost. */
  public void leave(INDArray parameters) {
    engine.sync();
    engine.model().params().assign(parameters);
    engine.reload();
  }
}
