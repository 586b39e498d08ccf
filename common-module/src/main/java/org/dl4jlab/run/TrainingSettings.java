package org.dl4jlab.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.method.Recipe;
import org.dl4jlab.method.TrainingMethod;
import org.dl4jlab.train.TrainingOptions;

/**
 * What every experiment's training is asked for.
 *
 * @param data {@code auto}, {@code sample}, or where the samples are
 * @param learningRate Adam's step size
 * @param seed of weights, order and dropout
 * @param engine {@code auto} or an engine's name
 * @param threads of the engine, 0 for all cores
 * @param limitTrain train on so many samples only
 * @param limitTest test on so many samples only
 * @param method what steers it besides
 */
public record TrainingSettings(
    String data,
    int epochs,
    int batch,
    double learningRate,
    long seed,
    String engine,
    int threads,
    int limitTrain,
    int limitTest,
    @JsonUnwrapped TrainingMethod method) {

  /** Stands for the real data, or the sample where it cannot be downloaded. */
  public static final String AUTO_DATA = "auto";

  /** Stands for the built-in sample. */
  public static final String SAMPLE_DATA = "sample";

  private static final int MOST_SAMPLES = 65_536;

  @JsonCreator
  public TrainingSettings {
    method = method == null ? TrainingMethod.LECTURE : method;
    if (batch < 1 || batch > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "The batch must be 1 to %,d samples, not %d".formatted(MOST_SAMPLES, batch));
    }
    new TrainingOptions(epochs, batch, seed);
    new EngineOptions(threads);
    method.requireFit(epochs);
    if (limitTrain < 1 || limitTest < 1) {
      throw new IllegalArgumentException(
          "A limit must be at least 1, not " + Math.min(limitTrain, limitTest));
    }
  }

  /** Steered as the lecture does it. */
  public TrainingSettings(
      String data,
      int epochs,
      int batch,
      double learningRate,
      long seed,
      String engine,
      int threads,
      int limitTrain,
      int limitTest) {
    this(data, epochs, batch, learningRate, seed, engine, threads, limitTrain, limitTest, null);
  }

  /** The same, steered otherwise. */
  public TrainingSettings with(TrainingMethod newMethod) {
    return new TrainingSettings(
        data, epochs, batch, learningRate, seed, engine, threads, limitTrain, limitTest, newMethod);
  }

  /** The same in steps of so many samples. */
  public TrainingSettings withBatch(int newBatch) {
    return new TrainingSettings(
        data, epochs, newBatch, learningRate, seed, engine, threads, limitTrain, limitTest, method);
  }

  /** The same with an engine of so many threads. */
  public TrainingSettings withThreads(int newThreads) {
    return new TrainingSettings(
        data, epochs, batch, learningRate, seed, engine, newThreads, limitTrain, limitTest, method);
  }

  /** Any data, all of it, on the fastest engine with all cores. */
  public static TrainingSettings defaults(int epochs, double learningRate, long seed) {
    return new TrainingSettings(
        AUTO_DATA,
        epochs,
        TrainingOptions.DEFAULT_BATCH_SIZE,
        learningRate,
        seed,
        Engines.AUTO,
        0,
        Integer.MAX_VALUE,
        Integer.MAX_VALUE);
  }

  /** The loop's options. */
  public TrainingOptions training() {
    return training(batch);
  }

  /**
   * The loop's options.
   *
   * @param samplesOfStep that its engine takes at once
   */
  public TrainingOptions training(int samplesOfStep) {
    return new TrainingOptions(epochs, samplesOfStep, seed, method.stopping());
  }

  /**
   * What a new network's configuration is to say of the method.
   *
   * @param classCounts how many samples to train on each class has
   */
  public Recipe recipe(int[] classCounts) {
    return new Recipe(method, learningRate, epochs, batch, classCounts);
  }

  public EngineOptions engineOptions() {
    return new EngineOptions(threads);
  }
}
