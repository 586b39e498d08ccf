package org.dl4jlab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.files.Faults;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A training whose disk fails at some write, force or rename ends with an earlier checkpoint and no
 * half a file, and is resumed to what it would have been. A checkpoint is made after every step.
 */
class FaultyRunTest {

  private static final NoiseFamily FAMILY = new NoiseFamily(1);
  private static final int EPOCHS = 2;
  private static final int SAMPLE = 6;

  /** Of the kinds after which the program itself tidies up, one change in so many. */
  private static final int FEWER = 4;

  private static final long SEED = 20260101;

  @TempDir static Path shared;
  @TempDir Path temp;

  private static Path whole;
  private static int changes;

  @BeforeAll
  static void trainOnce() throws IOException {
    whole = shared.resolve("whole");
    Faults none = new Faults(Faults.Kind.CRASH, Integer.MAX_VALUE);
    session(FAMILY.create(NoiseFamily.options(EPOCHS))).start(none.in(whole));
    changes = none.changes();
  }

  private static TrainingSession session(Experiment experiment) {
    return new TrainingSession(experiment, Console.quiet(), null, () -> false, Duration.ZERO);
  }

  @ParameterizedTest
  @EnumSource
  void someChanges(Faults.Kind kind) throws IOException {
    Set<Integer> moments =
        new Random(SEED)
            .ints(1, changes + 1)
            .distinct()
            .limit(SAMPLE)
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new));
    for (int moment : moments) {
      failAndResume(kind, moment);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("torture")
  void everyChange(Faults.Kind kind) throws IOException {
    int step = kind == Faults.Kind.CRASH ? 1 : FEWER;
    for (int moment = 1; moment <= changes; moment += step) {
      failAndResume(kind, moment);
    }
  }

  private void failAndResume(Faults.Kind kind, int moment) throws IOException {
    Path run = temp.resolve(kind + "-" + moment);
    Faults faults = new Faults(kind, moment);
    String why = "%s at change %d of %d".formatted(kind, moment, changes);
    try {
      session(FAMILY.create(NoiseFamily.options(EPOCHS))).start(faults.in(run));
    } catch (IOException | UncheckedIOException | UserException failed) {
      assertTrue(faults.happened(), why);
    }
    if (kind == Faults.Kind.FULL_DISK && Files.isDirectory(run)) {
      assertEquals(Set.of(), partsIn(run), why);
    }
    assertReadable(run, why);
    if (finish(run)) {
      assertEquals(Set.of(), partsIn(run), why);
    }
    assertSame(run, why);
  }

  private static Set<String> partsIn(Path run) throws IOException {
    try (var files = Files.list(run)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".part"))
          .collect(Collectors.toSet());
    }
  }

  /** Whatever is there is whole, and nobody has changed it. */
  private static void assertReadable(Path run, String why) throws IOException {
    if (!Files.exists(run.resolve(RunFolder.CONFIG))) {
      return;
    }
    RunFolder folder = RunFolder.open(run);
    folder.readConfig();
    if (Files.exists(run.resolve(RunFolder.HISTORY))) {
      folder.readHistory();
    }
    if (folder.hasMetrics()) {
      folder.readMetrics();
    }
    if (folder.hasModel()) {
      folder.readModel();
    }
    assertEquals(List.of(), folder.notices(), why);
  }

  /**
   * As a person does: trains anew where nothing is there, else resumes.
   *
   * @return whether there was anything left to do
   */
  private static boolean finish(Path run) throws IOException {
    if (!Files.exists(run.resolve(RunFolder.CONFIG))) {
      session(FAMILY.create(NoiseFamily.options(EPOCHS))).start(run);
    } else if (!RunFolder.open(run).hasModel()) {
      session(FAMILY.create(NoiseFamily.options(EPOCHS))).restart(RunFolder.open(run));
    } else {
      TrainedRun<NoiseFamily.Options> before = TrainedRun.open(run, FAMILY, null);
      if (isFinished(run)) {
        return false;
      }
      session(FAMILY.reopen(before)).resume(before);
    }
    return true;
  }

  private static boolean isFinished(Path run) throws IOException {
    return RunFolder.open(run).readMetrics().status().equals(Metrics.FINISHED);
  }

  private static void assertSame(Path run, String why) throws IOException {
    try (var files = Files.list(whole)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".png")
            || name.equals(RunFolder.HISTORY)
            || name.equals(RunFolder.PREDICTED)
            || name.equals(RunFolder.MISTAKES)) {
          assertEquals(-1, Files.mismatch(file, run.resolve(name)), why + ": " + name);
        }
        assertTrue(Files.exists(run.resolve(name)), why + ": " + name);
      }
    }
    assertTrue(isFinished(run), why);
    ComputationGraph expected = RunFolder.open(whole).readModel();
    ComputationGraph actual = RunFolder.open(run).readModel();
    assertArrayEquals(expected.params().toFloatVector(), actual.params().toFloatVector(), 0f, why);
    assertArrayEquals(
        expected.getUpdater().getUpdaterStateViewArray().toFloatVector(),
        actual.getUpdater().getUpdaterStateViewArray().toFloatVector(),
        0f,
        why);
    Metrics metrics = RunFolder.open(whole).readMetrics();
    assertEquals(metrics.test(), RunFolder.open(run).readMetrics().test(), why);
    assertEquals(metrics.bestEpoch(), RunFolder.open(run).readMetrics().bestEpoch(), why);
  }

  @Test
  void fullDiskIsToldWithTheWayOn() throws IOException {
    Path run = temp.resolve("run");
    Path faulty = new Faults(Faults.Kind.FULL_DISK, changes / 2).in(run);
    var e =
        assertThrows(
            UserException.class,
            () -> session(FAMILY.create(NoiseFamily.options(EPOCHS))).start(faulty));
    assertEquals(
        "The disk is full, so the training has ended; the run %s is as it was saved last. Make room, then go on with train --resume %s"
            .formatted(run, run),
        e.getMessage());
  }
}
