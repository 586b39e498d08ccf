package org.dl4jlab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.dl4jlab.UserException;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.RunLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that a program starts, without a command line. */
class TrainingSessionTest {

  private static final NoiseFamily FAMILY = new NoiseFamily(1);

  @TempDir Path temp;

  private static TrainingSession session(Experiment experiment, BooleanSupplier stop) {
    return new TrainingSession(experiment, Console.quiet(), null, stop);
  }

  /** The fifth step is the second of epoch 2; it is not begun. */
  private TrainingResult interrupted(Path run) throws IOException {
    AtomicInteger steps = new AtomicInteger();
    return session(FAMILY.create(NoiseFamily.options(3)), () -> steps.incrementAndGet() > 4)
        .start(run);
  }

  private static String history(Path run) throws IOException {
    return Files.readString(run.resolve(RunFolder.HISTORY));
  }

  @Test
  void aTrainingToItsEndLeavesACompleteFolderAndItsScores() throws IOException {
    Path run = temp.resolve("run");
    TrainingResult result = new TrainingSession(FAMILY.create(NoiseFamily.options(3))).start(run);
    assertTrue(result.finished());
    assertEquals(run, result.run());
    assertEquals(3, result.history().epochs().size());
    assertEquals(5, result.metrics().test().samples());
    assertEquals(
        result.history().last().orElseThrow().valLoss(), result.metrics().test().loss(), 0);
    assertEquals(result.metrics().test(), RunFolder.open(run).readMetrics().test());
    try (var files = Files.list(run)) {
      assertEquals(
          Set.of(
              "artifact.txt",
              "checksums.sha256",
              "train.yaml",
              "config.json",
              "history.csv",
              "summary.json",
              "summary.txt",
              "model.zip",
              "metrics.json",
              "curves.png",
              "confusion.png",
              "predictions.json",
              "mistakes.json",
              "report.html"),
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
    }
  }

  @Test
  void interruptedAndResumedItEndsWithTheHistoryOfOneThatWasNot() throws IOException {
    Path whole = temp.resolve("whole");
    new TrainingSession(FAMILY.create(NoiseFamily.options(3))).start(whole);

    Path run = temp.resolve("run");
    TrainingResult first = interrupted(run);
    assertFalse(first.finished());
    assertEquals(Metrics.INTERRUPTED, first.metrics().status());
    assertEquals(1, first.history().epochs().size());
    assertNull(first.metrics().test());
    assertTrue(Files.exists(run.resolve(RunFolder.REPORT)));

    TrainedRun<NoiseFamily.Options> before = TrainedRun.open(run, FAMILY, null);
    TrainingResult second = new TrainingSession(FAMILY.reopen(before)).resume(before);
    assertTrue(second.finished());
    assertEquals(history(whole), history(run));
  }

  @Test
  void whatAKillAfterTheLastEpochHasLeftOutIsDone() throws IOException {
    Path whole = temp.resolve("whole");
    Path run = temp.resolve("run");
    new TrainingSession(FAMILY.create(NoiseFamily.options(1))).start(whole);
    new TrainingSession(FAMILY.create(NoiseFamily.options(1))).start(run);
    RunFolder folder = RunFolder.open(run);
    Metrics tested = folder.readMetrics();
    folder.write(running(tested));
    for (String name : new String[] {"curves.png", "confusion.png", "report.html"}) {
      Files.delete(run.resolve(name));
    }
    TrainedRun<NoiseFamily.Options> before = TrainedRun.open(run, FAMILY, null);
    TrainingResult result = new TrainingSession(FAMILY.reopen(before)).resume(before);
    assertTrue(result.finished());
    assertEquals(tested.test(), folder.readMetrics().test());
    assertEquals(tested.trainedSamples(), folder.readMetrics().trainedSamples());
    assertEquals(-1, Files.mismatch(whole.resolve("curves.png"), run.resolve("curves.png")));
    assertTrue(Files.exists(run.resolve(RunFolder.REPORT)));
  }

  /** As the last checkpoint has left them. */
  private static Metrics running(Metrics finished) {
    return new Metrics(
        Metrics.RUNNING,
        finished.data(),
        finished.epochs(),
        finished.unfinished(),
        finished.bestEpoch(),
        finished.trainedSamples(),
        finished.trainSeconds(),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  @Test
  void killWithinAnEpochLosesOnlyWhatCameAfterTheLastCheckpoint() throws IOException {
    Path whole = temp.resolve("whole");
    new TrainingSession(FAMILY.create(NoiseFamily.options(2))).start(whole);
    Path run = temp.resolve("run");
    AtomicInteger steps = new AtomicInteger();
    BooleanSupplier kill =
        () -> {
          if (steps.incrementAndGet() > 5) {
            throw new IllegalStateException("killed");
          }
          return false;
        };
    TrainingSession killed =
        new TrainingSession(
            FAMILY.create(NoiseFamily.options(2)), Console.quiet(), null, kill, Duration.ZERO);
    assertThrows(IllegalStateException.class, () -> killed.start(run));
    TrainedRun<NoiseFamily.Options> before = TrainedRun.open(run, FAMILY, null);
    assertEquals(5, before.graph().getIterationCount());
    assertEquals(8, before.history().unfinished().samples());
    new TrainingSession(FAMILY.reopen(before)).resume(before);
    assertEquals(history(whole), history(run));
    assertEquals(
        RunFolder.open(whole).readModel().params(), RunFolder.open(run).readModel().params());
  }

  @Test
  void secondTrainingInAFolderIsRefused() throws IOException {
    Path run = temp.resolve("run");
    interrupted(run);
    TrainedRun<NoiseFamily.Options> before = TrainedRun.open(run, FAMILY, null);
    String config = Files.readString(run.resolve(RunFolder.CONFIG));
    try (RunLock first = RunLock.of(before.folder())) {
      assertTrue(first.holds());
      TrainingSession second = new TrainingSession(FAMILY.reopen(before));
      var e = assertThrows(UserException.class, () -> second.resume(before));
      assertTrue(e.getMessage().contains("is being trained by another process"), e.getMessage());
    }
    assertEquals(config, Files.readString(run.resolve(RunFolder.CONFIG)));
    before.history();
    new TrainingSession(FAMILY.reopen(before)).resume(before);
  }

  @Test
  void trainingThatGoesOnFromAnOldModelIsRefused() throws IOException {
    Path run = temp.resolve("run");
    interrupted(run);
    TrainedRun<NoiseFamily.Options> late = TrainedRun.open(run, FAMILY, null);
    late.history();
    TrainedRun<NoiseFamily.Options> first = TrainedRun.open(run, FAMILY, null);
    new TrainingSession(FAMILY.reopen(first)).resume(first);
    var e =
        assertThrows(
            UserException.class,
            () ->
                new TrainingSession(FAMILY.reopen(late))
                    .resume(late.withOptions(NoiseFamily.options(4))));
    assertTrue(e.getMessage().contains("resume"), e.getMessage());
    assertEquals(Metrics.FINISHED, RunFolder.open(run).readMetrics().status());
  }

  @Test
  void emptiedFolderIsOneThatWasTakenAway() throws IOException {
    Path run = temp.resolve("run");
    AtomicInteger steps = new AtomicInteger();
    BooleanSupplier emptying =
        () -> {
          if (steps.incrementAndGet() == 3) { // the last of the only epoch
            take(run.resolve(RunFolder.CONFIG), false);
          }
          return false;
        };
    TrainingResult result = session(FAMILY.create(NoiseFamily.options(1)), emptying).start(run);
    assertEquals(temp.resolve("run-2"), result.run());
    assertEquals(3, RunFolder.open(result.run()).readModel().getIterationCount());
    assertEquals(Metrics.FINISHED, RunFolder.open(result.run()).readMetrics().status());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void runWhoseFolderIsTakenAwayGoesOnInAnother(boolean replaced) throws IOException {
    Path whole = temp.resolve("whole");
    new TrainingSession(FAMILY.create(NoiseFamily.options(2))).start(whole);
    Path run = temp.resolve("run");
    AtomicInteger steps = new AtomicInteger();
    BooleanSupplier taking =
        () -> {
          if (steps.incrementAndGet() == 3) {
            take(run, replaced);
          }
          return false;
        };
    StringWriter said = new StringWriter();
    TrainingResult result =
        new TrainingSession(
                FAMILY.create(NoiseFamily.options(2)),
                new Console(new PrintWriter(said), false),
                null,
                taking,
                Duration.ZERO)
            .start(run);
    Path other = temp.resolve("run-2");
    assertEquals(other, result.run());
    assertTrue(
        said.toString()
            .contains(
                "The folder %s was removed or replaced during the training; the run goes on in %s"
                    .formatted(run, other)),
        said.toString());
    assertEquals(history(whole), history(other));
    assertEquals("once", Files.readString(other.resolve("artifact.txt")));
    assertEquals(
        RunFolder.open(whole).readModel().params(), RunFolder.open(other).readModel().params());
    assertEquals(replaced, Files.exists(run));
    if (replaced) {
      assertEquals("another's", Files.readString(run.resolve("file")));
    }
  }

  private void take(Path run, boolean replaced) {
    try {
      Files.move(run, temp.resolve("away"));
      if (replaced) {
        Files.createDirectory(run);
        Files.writeString(run.resolve("file"), "another's");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void consoleIsToldOfTheCourse() throws IOException {
    StringWriter said = new StringWriter();
    Console console = new Console(new PrintWriter(said), false);
    new TrainingSession(FAMILY.create(NoiseFamily.options(1)), console, null, () -> false)
        .start(temp.resolve("run"));
    for (String part :
        new String[] {"Engine: dl4j", "Network: batchnorm", "Epoch 1/1 - ", "Test (noise, 5 "}) {
      assertTrue(said.toString().contains(part), said.toString());
    }
  }

  @Test
  void whatCannotBeResumedIsRefusedAndLeftAsItIs() throws IOException {
    Path run = temp.resolve("run");
    interrupted(run);
    byte[] model = Files.readAllBytes(run.resolve(RunFolder.MODEL));
    TrainedRun<NoiseFamily.Options> before = TrainedRun.open(run, FAMILY, null);

    TrainingSession others = new TrainingSession(new NoiseFamily(2).reopen(before));
    var onOtherData = assertThrows(UserException.class, () -> others.resume(before));
    assertEquals("The images are not those that the run was trained on", onOtherData.getMessage());

    TrainedRun<NoiseFamily.Options> done = before.withOptions(NoiseFamily.options(1));
    TrainingSession none = new TrainingSession(FAMILY.reopen(done));
    var withoutEpochs = assertThrows(UserException.class, () -> none.resume(done));
    assertTrue(
        withoutEpochs
            .getMessage()
            .contains("is trained to epoch 1 already; to train on, give --epochs 2 or more"),
        withoutEpochs.getMessage());
    assertEquals(
        -1, Arrays.mismatch(model, Files.readAllBytes(before.folder().file(RunFolder.MODEL))));
  }
}
