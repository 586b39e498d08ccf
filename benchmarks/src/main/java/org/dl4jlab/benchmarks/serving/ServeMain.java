package org.dl4jlab.benchmarks.serving;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.dl4jlab.UserException;
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
 * get of it over HTTP, with the load generator on the same cores; beside it, a server in Python.
 */
@Command(
    name = "serving",
    sortOptions = false,
    description = "Images a second over HTTP beside the engine's own, and how long requests take.")
public final class ServeMain implements Callable<Integer> {

  private static final int WARM_UP_SECONDS = 10;
  private static final float TOLERANCE = 1e-4f; // of a probability

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
      names = "--python",
      description = "Measures FastAPI with ONNX Runtime as well, with this interpreter.")
  private Path python;

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
    try (Server server =
            Server.start(
                List.of(new Run(network.toString(), served)),
                PageSource.NONE,
                options,
                new HttpOptions("127.0.0.1", 0, null, null, null),
                "benchmark");
        PythonServer other =
            python == null ? null : new PythonServer(python, served.graph(), count, threads);
        EnginesAlone alone = new EnginesAlone(served)) {
      List<Target> targets = new ArrayList<>();
      targets.add(new Target("dl4j-lab", server.address().getPort(), ProcessHandle.current()));
      if (other != null) {
        targets.add(other.target());
      }
      for (Target target : targets) {
        Wrk.prepare(connections, WARM_UP_SECONDS)
            .run(target.port(), new Question(network.toString(), types.get(0), images.get(0)));
      }
      alone.usual(Duration.ofSeconds(1));
      alone.ofCores(Duration.ofSeconds(1));
      for (String type : types) {
        for (int size : images) {
          Question question = new Question(network.toString(), type, size);
          requireSameAnswers(targets, question);
          compare(question, alone, targets);
        }
      }
    }
  }

  /** Else it would be no comparison. */
  private static void requireSameAnswers(List<Target> targets, Question question)
      throws IOException, InterruptedException {
    byte[] tensor = question.noise(new Random(1));
    float[] expected = targets.get(0).ask(question, tensor);
    for (Target target : targets) {
      float[] answer = target.ask(question, tensor);
      for (int i = 0; i < expected.length; i++) {
        if (!(Math.abs(answer[i] - expected[i]) <= TOLERANCE)) {
          throw new UserException(
              "%s answers %s, not %s".formatted(target.name(), answer[i], expected[i]));
        }
      }
    }
  }

  private void compare(Question question, EnginesAlone alone, List<Target> targets)
      throws IOException, InterruptedException {
    Wrk wrk = Wrk.prepare(connections, seconds);
    Duration time = Duration.ofMillis(500L * seconds);
    List<Double> usual = new ArrayList<>();
    List<Double> ofCores = new ArrayList<>();
    List<Double> ownWork = new ArrayList<>(); // images for a second of a core's time
    List<List<Wrk.Load>> loads = new ArrayList<>();
    List<List<Double>> work = new ArrayList<>();
    for (Target target : targets) {
      loads.add(new ArrayList<>());
      work.add(new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      usual.add(alone.usual(time));
      double before = targets.get(0).cpuSeconds();
      ofCores.add(alone.ofCores(time));
      double used = targets.get(0).cpuSeconds() - before;
      ownWork.add(ofCores.get(round) * seconds / 2 / used);
      for (int i = 0; i < targets.size(); i++) {
        before = targets.get(i).cpuSeconds();
        Wrk.Load load = wrk.run(targets.get(i).port(), question);
        used = targets.get(i).cpuSeconds() - before + load.cpuSeconds();
        loads.get(i).add(load);
        work.get(i).add(load.rate() * question.images() * seconds / used);
      }
    }
    double own = Math.max(median(usual), median(ofCores));
    System.out.printf(
        Locale.ROOT,
        "%s %s, %d images a request: alone %,.0f images/s, with an engine a core %,.0f%n",
        question.model(),
        question.type(),
        question.images(),
        median(usual),
        median(ofCores));
    for (int i = 0; i < targets.size(); i++) {
      double rate = median(loads.get(i).stream().map(Wrk.Load::rate).toList());
      System.out.printf(
          Locale.ROOT,
          "  %-8s %,9.0f images/s, %.2f of the better (by the cores' time %.2f), p99 %.1f ms, %d failed; at half of it (%.0f requests/s) p50, p99 ms: %s%n",
          targets.get(i).name(),
          rate * question.images(),
          rate * question.images() / own,
          median(work.get(i)) / median(ownWork),
          median(loads.get(i).stream().map(Wrk.Load::p99).toList()),
          loads.get(i).stream().mapToLong(Wrk.Load::bad).sum(),
          rate / 2,
          steady(targets.get(i), question, rate / 2));
    }
  }

  private String steady(Target target, Question question, double rate)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                SteadyLoad.class.getName(),
                String.valueOf(target.port()),
                question.model(),
                question.type(),
                String.valueOf(question.images()),
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

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
