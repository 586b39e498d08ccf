package org.dl4jlab.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dl4jlab.benchmarks.Measurements.Measured;
import org.dl4jlab.run.Machine;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs all contestants in turn, several rounds, each time in a JVM of its own, and prints the
 * medians.
 */
@Command(
    name = "benchmarks",
    sortOptions = false,
    description = "Samples a second of the engines, of stock DL4J and of DJL with PyTorch.")
public final class Comparison implements Callable<Integer> {

  private static final String OWN = "onednn";
  private static final List<String> OTHERS = List.of("djl-pytorch", "dl4j", "dl4j-1-thread");

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      converter = PositiveNumber.class,
      description = "How often each is measured (default ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--batch",
      paramLabel = "N",
      split = ",",
      defaultValue = "32",
      converter = PositiveNumber.class,
      description = "Samples of a batch, several sizes with commas (default ${DEFAULT-VALUE}).")
  private List<Integer> batches;

  @Option(
      names = "--network",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "dense,cnn,batchnorm,sentiment100,sentiment300",
      description =
          "Networks, several with commas: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private List<Workload> networks;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      split = ",",
      defaultValue = "train,predict",
      description = "What they do: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private List<Mode> modes;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  private boolean help;

  private final Measurements measurements = new Measurements();

  Comparison() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Comparison()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws RunnerException {
    for (int round = 1; round <= rounds; round++) {
      System.err.printf("Round %d of %d%n", round, rounds);
      measurements.addCeiling(
          nanoseconds(new OptionsBuilder().include(PeakThroughput.class.getName())));
      for (Workload network : networks) {
        for (int batch : batches) {
          for (Mode mode : modes) {
            measure(new Measured(network, batch, mode, OWN));
            for (String contestant : OTHERS) {
              measure(new Measured(network, batch, mode, contestant));
            }
          }
        }
      }
    }
    report();
    return CommandLine.ExitCode.OK;
  }

  private void measure(Measured what) throws RunnerException {
    measurements.add(
        what,
        nanoseconds(
            new OptionsBuilder()
                .include(Steps.class.getName() + "." + what.mode())
                .param("network", what.network().name())
                .param("batch", String.valueOf(what.batch()))
                .param("contestant", what.contestant())));
  }

  /** Of one call, in a JVM of its own. */
  private static double nanoseconds(ChainedOptionsBuilder benchmark) throws RunnerException {
    return new Runner(
            benchmark
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs("-Xmx6g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
        .runSingle()
        .getPrimaryResult()
        .getScore();
  }

  private void report() {
    Machine machine = Machine.current();
    print("%s, %d cores, %s", machine.processor(), machine.cores(), machine.java());
    print("Ceiling (oneDNN matrix product): %.0f GFLOP/s", measurements.ceiling());
    for (Mode mode : modes) {
      for (int batch : batches) {
        print("");
        print("%s, batch %d: samples a second (medians), and onednn's ratio", mode, batch);
        networks.forEach(network -> report(network, batch, mode));
      }
    }
  }

  private void report(Workload network, int batch, Mode mode) {
    double own = measurements.samplesPerSecond(new Measured(network, batch, mode, OWN));
    Flops flops = new Flops(network.task());
    double rate = own * (mode == Mode.TRAIN ? flops.train() : flops.predict()) / 1e9;
    print(
        "%-12s %-8s %,12.0f  %.1f GFLOP/s, %.0f %% of the ceiling%s",
        network,
        OWN,
        own,
        rate,
        100 * rate / measurements.ceiling(),
        network.task().isLookedUp() ? ", counted as if every place were computed" : "");
    for (String contestant : OTHERS) {
      double other = measurements.samplesPerSecond(new Measured(network, batch, mode, contestant));
      print("   : %-14s %,12.0f  ratio %.2f", contestant, other, own / other);
    }
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
