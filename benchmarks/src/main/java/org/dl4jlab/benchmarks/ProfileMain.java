package org.dl4jlab.benchmarks;

import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.onednn.StepProfile;

/** Prints where the time of a training step goes: {@code NETWORK BATCH}. */
public final class ProfileMain {

  private ProfileMain() {}

  public static void main(String[] args) {
    if (args.length != 2) {
      System.err.println("Say NETWORK BATCH, such as batchnorm 32");
      System.exit(2);
    }
    Workload task = Workload.valueOf(args[0].toUpperCase(Locale.ROOT));
    ComputationGraph graph = new ComputationGraph(task.configuration());
    graph.init();
    Map<String, Double> micros = StepProfile.of(graph, task.batches(Integer.parseInt(args[1])));
    double sum = micros.values().stream().mapToDouble(Double::doubleValue).sum();
    System.out.printf(Locale.ROOT, "%10.1f us  a step%n", sum);
    micros.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(e -> System.out.printf(Locale.ROOT, "%10.1f us  %s%n", e.getValue(), e.getKey()));
  }
}
