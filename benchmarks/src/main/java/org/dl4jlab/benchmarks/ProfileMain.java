package org.dl4jlab.benchmarks;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.onednn.StepProfile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints where the time of a training step goes. */
@Command(
    name = "profile",
    description = "Where the time of a training step of the engine onednn goes.")
public final class ProfileMain implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NETWORK", description = "One of ${COMPLETION-CANDIDATES}.")
  private Workload network;

  @Parameters(
      index = "1",
      paramLabel = "BATCH",
      converter = PositiveNumber.class,
      description = "Samples of a batch, such as 32.")
  private int batch;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  private boolean help;

  ProfileMain() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new ProfileMain()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() {
    ComputationGraph graph = new ComputationGraph(network.task().configuration());
    graph.init();
    Map<String, Double> micros = StepProfile.of(graph, network.task().batches(batch));
    double sum = micros.values().stream().mapToDouble(Double::doubleValue).sum();
    System.out.printf(Locale.ROOT, "%10.1f us  a step%n", sum);
    micros.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(e -> System.out.printf(Locale.ROOT, "%10.1f us  %s%n", e.getValue(), e.getKey()));
    return CommandLine.ExitCode.OK;
  }
}
