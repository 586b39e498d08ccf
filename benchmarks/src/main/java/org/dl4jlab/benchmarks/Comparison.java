package org.dl4jlab.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dl4jlab.run.Machine;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs all contestants in turn, several rounds, each time in a JVM of its own, and prints the
 * medians: {@code [--rounds N] [--batch N,…] [--network NAME,…] [--mode train,predict]}.
 */
public final class Comparison {

  private static final List<String> CONTESTANTS =
      List.of("onednn", "djl-pytorch", "dl4j", "dl4j-1-thread");

  private final Map<String, List<Double>> nanos = new LinkedHashMap<>();

  private Comparison() {}

  public static void main(String[] args) throws RunnerException {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("--rounds", "3");
    options.put("--batch", "32");
    options.put("--network", "dense,cnn,batchnorm,sentiment100,sentiment300");
    options.put("--mode", "train,predict");
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length || options.replace(args[i], args[i + 1]) == null) {
        System.err.println("Options are " + options.keySet() + ", each with a value");
        System.exit(2);
      }
    }
    new Comparison()
        .run(
            Integer.parseInt(options.get("--rounds")),
            options.get("--batch").split(","),
            options.get("--network").toUpperCase(Locale.ROOT).split(","),
            options.get("--mode").split(","));
  }

  private void run(int rounds, String[] batches, String[] networks, String[] modes)
      throws RunnerException {
    for (int round = 1; round <= rounds; round++) {
      System.err.printf("Round %d of %d%n", round, rounds);
      measure("ceiling", new OptionsBuilder().include(PeakThroughput.class.getName()));
      for (String network : networks) {
        for (String batch : batches) {
          for (String mode : modes) {
            for (String contestant : CONTESTANTS) {
              measure(
                  key(network, batch, mode, contestant),
                  new OptionsBuilder()
                      .include(Steps.class.getName() + "." + mode)
                      .param("network", network)
                      .param("batch", batch)
                      .param("contestant", contestant));
            }
          }
        }
      }
    }
    report(batches, networks, modes);
  }

  private void measure(String key, ChainedOptionsBuilder options) throws RunnerException {
    RunResult result =
        new Runner(
                options
                    .forks(1)
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(3)
                    .measurementTime(TimeValue.seconds(1))
                    .jvmArgs("-Xmx6g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error")
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .runSingle();
    nanos.computeIfAbsent(key, k -> new ArrayList<>()).add(result.getPrimaryResult().getScore());
  }

  private static String key(String network, String batch, String mode, String contestant) {
    return String.join(" ", network, batch, mode, contestant);
  }

  private double median(String key) {
    double[] sorted = nanos.get(key).stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private void report(String[] batches, String[] networks, String[] modes) {
    double ceiling = PeakThroughput.FLOP / median("ceiling");
    Machine machine = Machine.current();
    print("%s, %d cores, %s", machine.processor(), machine.cores(), machine.java());
    print("Ceiling (oneDNN matrix product): %.0f GFLOP/s", ceiling);
    for (String mode : modes) {
      for (String batch : batches) {
        print("");
        print("%s, batch %s: samples a second (medians), and onednn's ratio", mode, batch);
        for (String network : networks) {
          print(network, batch, mode, ceiling);
        }
      }
    }
  }

  private void print(String network, String batch, String mode, double ceiling) {
    Flops flops = new Flops(Workload.valueOf(network));
    double size = Double.parseDouble(batch);
    double own = size / median(key(network, batch, mode, "onednn")) * 1e9;
    double rate = own * (mode.equals("train") ? flops.train() : flops.predict()) / 1e9;
    print(
        "%-12s onednn   %,12.0f  %.1f GFLOP/s, %.0f %% of the ceiling%s",
        network.toLowerCase(Locale.ROOT),
        own,
        rate,
        100 * rate / ceiling,
        Workload.valueOf(network).isLookedUp() ? ", counted as if every place were computed" : "");
    for (String contestant : CONTESTANTS.subList(1, CONTESTANTS.size())) {
      double other = size / median(key(network, batch, mode, contestant)) * 1e9;
      print("   : %-14s %,12.0f  ratio %.2f", contestant, other, own / other);
    }
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
