package org.dl4jlab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.TrainingSettings;
import org.dl4jlab.train.History;
import org.dl4jlab.train.Predictions;

/**
 * All that a training needs.
 *
 * @param name {@code cifar} or {@code imdb}
 * @param network the network's name
 * @param options every option of the command, as {@code config.json} keeps them
 * @param data the facts of what is trained on
 * @param version of this program
 * @param extras what else a new run's folder gets before the first step
 * @param test what is done when the last epoch is over
 */
public record Experiment(
    String name,
    String network,
    ComputationGraph graph,
    InputType input,
    Dataset train,
    Dataset validation,
    Object options,
    TrainingSettings settings,
    RunConfig.DataInfo data,
    String version,
    Extras extras,
    Test test) {

  /** Nothing but what every run's folder has. */
  public static final Extras NO_EXTRAS = folder -> {};

  /** Leaves in a new run's folder what is needed to use its model. */
  @FunctionalInterface
  public interface Extras {
    void write(RunFolder folder) throws IOException;
  }

  /** Tests the trained network and leaves figures and pictures in the run's folder. */
  @FunctionalInterface
  public interface Test {

    /**
     * @param validation what the network predicted for the validation samples at the end
     * @param metrics of the training; to be written with the test's own figures in them
     */
    Metrics run(
        RunFolder folder,
        Engine engine,
        History history,
        Predictions validation,
        Metrics metrics,
        PrintWriter out)
        throws IOException;
  }

  /** The run's {@code config.json}. */
  RunConfig config(Engine engine) {
    return RunConfig.now(name, RunFolder.tree(options), data, engine, version);
  }
}
