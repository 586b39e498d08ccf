package org.dl4jlab.experiment;

import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.TrainingSettings;
import org.dl4jlab.train.Predictions;

/**
 * All that a training needs.
 *
 * @param family {@code cifar} or {@code imdb}
 * @param input of one sample
 * @param artifacts what else a new run's folder gets before the first step
 * @param samples how single test samples are shown when the last epoch is over
 */
public record Experiment(
    String family,
    ExperimentOptions options,
    ComputationGraph graph,
    InputType input,
    ExperimentData data,
    Artifacts artifacts,
    Samples samples) {

  /** Nothing but what every run's folder has. */
  public static final Artifacts NO_ARTIFACTS = folder -> {};

  /** Leaves in a new run's folder what is needed to use its model. */
  @FunctionalInterface
  public interface Artifacts {
    void write(RunFolder folder) throws IOException;
  }

  /** Shows single samples with what the network takes them for. */
  @FunctionalInterface
  public interface Samples {

    /**
     * Some of the test samples, as a run's folder keeps them.
     *
     * @param numbers of the samples, from 0; one that cannot be shown is left out
     */
    List<PredictedSample> show(int[] numbers, Predictions predictions);

    /**
     * A sample of the validation, as the live page shows it while the network trains: found without
     * the network.
     */
    default PredictedSample validated(int number, Predictions predictions, ExperimentData data) {
      return PredictedSample.of(data.validation(), number, predictions, data.info().classNames());
    }

    /**
     * Leaves a picture of some samples in the run's folder.
     *
     * @param title of what was trained on what
     */
    default void draw(RunFolder folder, int[] numbers, Predictions predictions, String title)
        throws IOException {}
  }

  public TrainingSettings settings() {
    return options.settings();
  }

  /** What was trained on what. */
  public String title() {
    return "%s on %s".formatted(options.networkName(), data.info().title());
  }

  /** The run's {@code config.json}. */
  RunConfig config(Engine engine) {
    return RunConfig.now(
        family,
        RunFolder.tree(options),
        data.info(),
        engine,
        ProgramVersion.of(options.getClass()));
  }
}
