package org.dl4jlab.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunFolder;

/**
 * Kills trainings, resumes them, and compares what they leave with what one leaves that was never
 * killed. Half of the kills come at a time drawn from the seed, half while a file is being written.
 *
 * @param program its main class, which is on this process' class path
 * @param options of {@code train}, without those that name the run
 * @param environment of its process
 * @param folder for the runs
 */
public record KilledTrainings(
    Class<?> program, List<String> options, Map<String, String> environment, Path folder) {

  /** How many kills {@code mvn verify -Ptorture} does in all, over both programs and engines. */
  private static final String KILLS = "torture.kills";

  private static final int DEFAULT_KILLS = 50;
  private static final int COMBINATIONS = 6;
  private static final double EARLIEST_SECONDS = 0.3;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What a training that nobody killed has left. */
  private record Whole(Path run, double seconds, int parts) {}

  /** When to kill. */
  private interface Moment {
    boolean isNow(double seconds, int parts);
  }

  /** How many kills each program does with each engine. */
  public static int kills() {
    int all = Integer.getInteger(KILLS, DEFAULT_KILLS);
    return (all + COMBINATIONS - 1) / COMBINATIONS;
  }

  /**
   * Kills so many trainings.
   *
   * @throws AssertionError naming the moment of the kill from which a run did not recover
   */
  public void kill(int kills, long seed) throws IOException, InterruptedException {
    Whole whole = train();
    Random random = new Random(seed);
    int done = 0;
    for (int attempt = 1; done < kills; attempt++) {
      assertTrue(attempt <= 3 * kills, "Most trainings ended before they were killed");
      Path run = folder.resolve("run-" + attempt);
      double at = EARLIEST_SECONDS + random.nextDouble() * (whole.seconds() - EARLIEST_SECONDS);
      int part = 1 + random.nextInt(whole.parts());
      boolean timed = attempt % 2 == 0;
      String why =
          "killed %s, with the seed %d: attempt %d"
              .formatted(timed ? "after %.3f s".formatted(at) : "at part " + part, seed, attempt);
      Moment moment = timed ? (seconds, parts) -> seconds >= at : (s, parts) -> parts >= part;
      if (killed(run, timed ? "1" : "0", moment)) {
        done++;
        if (finish(run, why)) {
          assertEquals(Set.of(), partsIn(run), why);
        }
        assertSame(whole.run(), run, why);
      }
    }
  }

  private Whole train() throws IOException, InterruptedException {
    Path run = folder.resolve("whole");
    int[] most = new int[1];
    double[] last = new double[1];
    Path counted = folder.resolve("counted");
    killed(
        counted,
        "0",
        (seconds, parts) -> {
          most[0] = Math.max(most[0], parts);
          last[0] = seconds;
          return false;
        });
    assertEquals(0, wait(start("train", run, "30")), "the training that is not killed");
    return new Whole(run, last[0], Math.max(1, most[0]));
  }

  private Process start(String command, Path run, String checkpoint) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                "train",
                "--checkpoint",
                checkpoint));
    if (command.equals("train")) {
      line.addAll(options);
      line.addAll(List.of("--run", run.toString()));
    } else {
      line.addAll(List.of("--resume", run.toString()));
    }
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(folder.resolve(run.getFileName() + ".log").toFile()));
    return builder.start();
  }

  private static int wait(Process process) throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("A training did not end");
    }
    return process.exitValue();
  }

  /** Whether the process was killed before it ended. */
  private boolean killed(Path run, String checkpoint, Moment moment)
      throws IOException, InterruptedException {
    Process process = start("train", run, checkpoint);
    long start = System.nanoTime();
    Set<String> parts = new HashSet<>();
    while (process.isAlive()) {
      parts.addAll(partsIn(run));
      if (moment.isNow((System.nanoTime() - start) / 1e9, parts.size())) {
        process.destroyForcibly();
      }
      Thread.sleep(0, 200_000);
    }
    return process.waitFor() > 128;
  }

  private static Set<String> partsIn(Path run) throws IOException {
    Set<String> parts = new HashSet<>();
    try (var files = Files.newDirectoryStream(run, "*.part")) {
      files.forEach(file -> parts.add(file.getFileName().toString()));
    } catch (NoSuchFileException notBegun) {
      return Set.of();
    }
    return parts;
  }

  /**
   * As a person would: what never began is begun again, what is not finished is resumed.
   *
   * @return whether there was anything left to do
   */
  private boolean finish(Path run, String why) throws IOException, InterruptedException {
    boolean begun = Files.exists(run.resolve(RunFolder.CONFIG));
    if (begun && isFinished(run)) {
      return false;
    }
    int status = wait(start(begun ? "resume" : "train", run, "30"));
    String said = Files.readString(folder.resolve(run.getFileName() + ".log"));
    assertEquals(0, status, () -> why + "\n" + said);
    return true;
  }

  private static boolean isFinished(Path run) throws IOException {
    RunFolder folder = RunFolder.open(run);
    return folder.hasMetrics() && folder.readMetrics().status().equals(Metrics.FINISHED);
  }

  private static void assertSame(Path whole, Path run, String why) throws IOException {
    assertEquals(names(whole), names(run), why);
    for (String name : names(whole)) {
      switch (name) {
        case RunFolder.CONFIG, RunFolder.REPORT, "checksums.sha256" -> {} // tell the time
        case RunFolder.MODEL -> assertSameEntries(whole.resolve(name), run.resolve(name), why);
        case RunFolder.METRICS -> assertSameFigures(whole, run, why);
        default ->
            assertEquals(
                -1, Files.mismatch(whole.resolve(name), run.resolve(name)), why + ": " + name);
      }
    }
  }

  private static List<String> names(Path run) throws IOException {
    try (var files = Files.list(run)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith(".")) // left by a kill after the last file
          .sorted()
          .toList();
    }
  }

  private static void assertSameEntries(Path expected, Path actual, String why) throws IOException {
    var left = entries(expected);
    var right = entries(actual);
    assertEquals(left.keySet(), right.keySet(), why);
    for (String name : left.keySet()) {
      assertArrayEquals(left.get(name), right.get(name), why + ": " + name);
    }
  }

  private static TreeMap<String, byte[]> entries(Path model) throws IOException {
    TreeMap<String, byte[]> entries = new TreeMap<>();
    try (ZipFile zip = new ZipFile(model.toFile())) {
      for (var entry : zip.stream().toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  private static void assertSameFigures(Path whole, Path run, String why) throws IOException {
    Metrics expected = RunFolder.open(whole).readMetrics();
    Metrics actual = RunFolder.open(run).readMetrics();
    assertEquals(expected.status(), actual.status(), why);
    assertEquals(expected.test(), actual.test(), why);
    assertEquals(expected.classes(), actual.classes(), why);
    assertEquals(expected.bestEpoch(), actual.bestEpoch(), why);
  }
}
