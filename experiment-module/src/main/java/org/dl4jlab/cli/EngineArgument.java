package org.dl4jlab.cli;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.experiment.Console;
import org.dl4jlab.experiment.EngineSelection;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The engine that executes a trained network. */
public final class EngineArgument {

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "What computes: onednn, dl4j or auto, the fastest that can (default auto).")
  private String engine = Engines.AUTO;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private EngineOptions options = EngineOptions.defaults();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Number of threads (default one per core).")
  private void setThreads(int threads) {
    try {
      options = new EngineOptions(threads);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /**
   * @throws org.dl4jlab.UserException when there is no such engine, or it cannot execute the graph
   */
  public Engine open(ComputationGraph graph, Console console) {
    return EngineSelection.open(engine, graph, options, console);
  }
}
