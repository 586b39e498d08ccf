package org.dl4jlab.benchmarks.serving;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.serve.Run;
import org.dl4jlab.serve.Server;
import org.dl4jlab.serve.batch.BatchOptions;
import org.dl4jlab.serve.http.HttpOptions;
import org.dl4jlab.serve.model.PageSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures in turn what an engine predicts by itself, as {@code predict} uses it, and what clients
 * get of it over HTTP, with the load generator on the same cores.
 */
@Command(
    name = "serving",
    sortOptions = false,
    description = "Images a second over HTTP beside the engine's own, and how long requests take.")
public final class ServeMain implements Callable<Integer> {

  private static final int BATCH = 32; // as in the README's table
  private static final int WARM_UP_SECONDS = 10;

  @Option(names = "--network", split = ",", defaultValue = "cnn,batchnorm")
  private List<ImageNetwork> networks;

  @Option(
      names = "--images",
      split = ",",
      defaultValue = "1,8,32",
      description = "Images of a request, several with commas (default ${DEFAULT-VALUE}).")
  private List<Integer> images;

  @Option(names = "--type", split = ",", defaultValue = "FP32,UINT8")
  private List<String> types;

  @Option(names = "--connections", defaultValue = "64")
  private int connections;

  @Option(names = "--seconds", defaultValue = "5", description = "Of each measurement.")
  private int seconds;

  @Option(names = "--rounds", defaultValue = "3")
  private int rounds;

  @Option(names = "--max-batch", defaultValue = "64")
  private int maxBatch;

  @Option(names = "--engines", defaultValue = "0", description = "Default one per core.")
  private int engines;

  @Option(names = "--threads", defaultValue = "1", description = "Of each engine.")
  private int threads;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true)
  private boolean help;

  ServeMain() {}

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new ServeMain()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    for (ImageNetwork network : networks) {
      measure(network);
    }
    return CommandLine.ExitCode.OK;
  }

  private void measure(ImageNetwork network) throws IOException, InterruptedException {
    ServedNetwork served = new ServedNetwork(network);
    int count = engines > 0 ? engines : Runtime.getRuntime().availableProcessors();
    BatchOptions options =
        new BatchOptions(
            maxBatch, Duration.ofMillis(2), 4096, Duration.ofMinutes(1), count, threads);
    Wrk load = Wrk.prepare(connections, seconds);
    try (Server server =
        Server.start(
            List.of(new Run(network.toString(), served)),
            PageSource.NONE,
            options,
            new HttpOptions("127.0.0.1", 0, null, null, null),
            "benchmark")) {
      List<Engine> alone = new ArrayList<>(List.of(Engines.fastest(served.graph())));
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        alone.add(Engines.fastest(served.graph(), new EngineOptions(1), System.err::println));
      }
      int port = server.address().getPort();
      Wrk.prepare(connections, WARM_UP_SECONDS)
          .run(port, network.toString(), types.get(0), images.get(0));
      alone(alone); // warms up
      for (String type : types) {
        for (int size : images) {
          compare(network.toString(), alone, port, load, type, size);
        }
      }
      alone.forEach(Engine::close);
    }
  }

  private void compare(
      String network, List<Engine> engines, int port, Wrk load, String type, int size)
      throws IOException, InterruptedException {
    List<Double> own = new ArrayList<>();
    List<Double> ownEach = new ArrayList<>();
    List<Double> ownWork = new ArrayList<>(); // images for a second of a core's time
    List<Double> served = new ArrayList<>();
    List<Double> servedWork = new ArrayList<>();
    long bad = 0;
    for (int round = 0; round < rounds; round++) {
      own.add(alone(engines.subList(0, 1)));
      double before = cpuSeconds();
      ownEach.add(alone(engines.subList(1, engines.size())));
      ownWork.add(ownEach.get(round) * seconds / 2 / (cpuSeconds() - before));
      before = cpuSeconds();
      Wrk.Load result = load.run(port, network, type, size);
      served.add(result.rate() * size);
      bad += result.bad();
      double work = cpuSeconds() - before + result.cpuSeconds();
      servedWork.add(result.rate() * size * seconds / work);
    }
    double half = median(served) / size / 2;
    System.out.printf(
        Locale.ROOT,
        "%-10s %-5s %3d images a request: %,9.0f images/s, alone %,9.0f, with an engine a core %,9.0f, ratio to the better %.2f (by the cores' time %.2f), %d failed; at half that load (%.0f requests/s) p50, p99 ms: %s%n",
        network,
        type,
        size,
        median(served),
        median(own),
        median(ownEach),
        median(served) / Math.max(median(own), median(ownEach)),
        median(servedWork) / median(ownWork),
        bad,
        half,
        steady(port, network, type, size, half));
  }

  /** Several engines at work on batches that are there, each in its thread. */
  private double alone(List<Engine> engines) throws InterruptedException {
    Batch batch =
        new ImageBatch(
            new int[] {BATCH, 3, 32, 32}, new byte[BATCH * 3 * 32 * 32], new int[BATCH], 10);
    LongAdder done = new LongAdder();
    long start = System.nanoTime();
    long end = start + Duration.ofSeconds(seconds).toNanos() / 2;
    List<Thread> threads = new ArrayList<>();
    for (Engine engine : engines) {
      Thread thread =
          new Thread(
              () -> {
                while (System.nanoTime() < end) {
                  engine.output(batch).data().asFloat();
                  done.add(BATCH);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return done.sum() / ((System.nanoTime() - start) / 1e9);
  }

  private String steady(int port, String model, String type, int size, double rate)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                SteadyLoad.class.getName(),
                String.valueOf(port),
                model,
                type,
                String.valueOf(size),
                String.valueOf(rate),
                String.valueOf(connections),
                String.valueOf(seconds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    process.waitFor();
    return output;
  }

  /** That this process has used. */
  private static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
