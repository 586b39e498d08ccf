package org.dl4jlab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.dl4jlab.UserException;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
