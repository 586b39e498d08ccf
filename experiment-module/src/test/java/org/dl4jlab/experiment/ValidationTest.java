package org.dl4jlab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jlab.UserException;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.method.TrainingMethod;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.Evaluator;
import org.dl4jlab.train.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is validated and tested on which samples, and whose parameters are tested. */
class ValidationTest {

  private static final int EPOCHS = 5;
  private static final int STEPS = 2; // of an epoch: 8 samples in batches of 4
  private static final TrainingMethod BEST = Methods.of("validation", "0.2", "keep", "best");

  @TempDir Path temp;

  private final NoiseFamily family = new NoiseFamily(1);

  private static TrainingSession session(Experiment experiment, BooleanSupplier stop) {
    return new TrainingSession(experiment, Console.quiet(), null, stop);
  }

  private TrainingResult train(String name, TrainingMethod method, BooleanSupplier stop)
      throws IOException {
    return session(family.create(NoiseFamily.options(EPOCHS, method)), stop)
        .start(temp.resolve(name));
  }

  private TrainingResult resume(Path run) throws IOException {
    TrainedRun<NoiseFamily.Options> before = TrainedRun.open(run, family, null);
    return new TrainingSession(family.reopen(before)).resume(before);
  }

  /** Before so many steps are done. */
  private static BooleanSupplier after(int steps) {
    AtomicInteger asked = new AtomicInteger();
    return () -> asked.incrementAndGet() > steps;
  }

  @Test
  void noNumberButTheLastTouchesTheTestSamples() throws IOException {
    TrainingResult result = train("run", BEST, () -> false);
    List<String> reads = family.reads();
    assertEquals("test 5", reads.get(reads.size() - 1));
    assertEquals(1, reads.stream().filter(read -> read.startsWith("test")).count());
    assertEquals(EPOCHS, reads.stream().filter("validation 2"::equals).count());
    assertEquals(EPOCHS * STEPS, reads.stream().filter("train 4"::equals).count());
    assertEquals(5, result.metrics().test().samples());
  }

  @Test
  void asTheLectureDoesItTheTestSamplesAreReadAfterEachEpoch() throws IOException {
    train("run", TrainingMethod.LECTURE, () -> false);
    assertEquals(EPOCHS, family.reads().stream().filter("test 5"::equals).count());
  }

  @Test
  void parametersOfTheBestEpochAreTestedAndUsed() throws IOException {
    TrainingResult result = train("run", BEST, () -> false);
    EpochResult best = result.history().best().orElseThrow();
    assertNotEquals(EPOCHS, best.epoch(), "another seed is needed: the last epoch is the best");

    TrainedRun<NoiseFamily.Options> used = TrainedRun.openToUse(result.run(), family);
    assertEquals(best.epoch(), used.graph().getConfiguration().getEpochCount());
    Experiment experiment = family.reopen(used);
    try (Engine engine = Engines.named("dl4j", used.graph())) {
      Score validation = Evaluator.evaluate(engine, experiment.data().validation()).score();
      assertEquals(best.valLoss(), validation.loss(), 1e-6);
      assertEquals(
          result.metrics().test(), Evaluator.evaluate(engine, experiment.data().test()).score());
    }
    RunFolder folder = RunFolder.open(result.run());
    assertEquals(EPOCHS, folder.readModel().getConfiguration().getEpochCount());
    ComputationGraph stock =
        ModelSerializer.restoreComputationGraph(folder.file(RunFolder.BEST).toFile(), false);
    assertEquals(used.graph().params(), stock.params());
    assertTrue(Files.readString(folder.file("checksums.sha256")).contains("  " + RunFolder.BEST));
  }

  @Test
  void wheneverItIsInterruptedTheResumedRunIsTheUninterruptedOne() throws IOException {
    Path whole = train("whole", BEST, () -> false).run();
    for (int steps : new int[] {1, STEPS, STEPS + 1, 3 * STEPS, 4 * STEPS + 1}) {
      Path run = train("after-" + steps, BEST, after(steps)).run();
      assertTrue(resume(run).finished());
      assertSame(whole, run);
    }
  }

  private static void assertSame(Path whole, Path run) throws IOException {
    RunFolder expected = RunFolder.open(whole);
    RunFolder actual = RunFolder.open(run);
    assertEquals(expected.readHistory(), actual.readHistory());
    assertEquals(expected.readMetrics().test(), actual.readMetrics().test());
    assertEquals(expected.readConfig().data(), actual.readConfig().data());
    assertArrayEquals(
        expected.readModel().params().toFloatVector(),
        actual.readModel().params().toFloatVector(),
        0f);
    assertArrayEquals(
        expected.readBest().params().toFloatVector(),
        actual.readBest().params().toFloatVector(),
        0f);
  }

  @Test
  void killedBetweenTheModelAndThatOfItsBestEpochItGoesOn() throws IOException {
    Path whole = train("whole", BEST, () -> false).run();
    Path run = train("run", BEST, after(STEPS)).run();
    Files.delete(run.resolve(RunFolder.BEST));
    assertTrue(resume(run).finished());
    assertSame(whole, run);
  }

  @Test
  void withoutTheBestEpochsParametersARunIsNeitherResumedNorUsed() throws IOException {
    Path run = train("run", BEST, after(STEPS + 1)).run();
    Files.delete(run.resolve(RunFolder.BEST));
    var e = assertThrows(UserException.class, () -> resume(run));
    assertTrue(
        e.getMessage().contains("best.zip is not that of its best epoch, 1"), e.getMessage());

    Path done = train("done", BEST, () -> false).run();
    Files.delete(done.resolve(RunFolder.BEST));
    var missing = assertThrows(UserException.class, () -> TrainedRun.openToUse(done, family));
    assertTrue(missing.getMessage().contains("has no best.zip"), missing.getMessage());
  }

  @Test
  void changedModelOfTheBestEpochIsRefused() throws IOException {
    Path run = train("run", BEST, () -> false).run();
    Files.copy(
        run.resolve(RunFolder.MODEL),
        run.resolve(RunFolder.BEST),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    var e = assertThrows(UserException.class, () -> TrainedRun.openToUse(run, family));
    assertTrue(e.getMessage().contains("best.zip is damaged or was changed"), e.getMessage());
  }

  @Test
  void nothingIsChosenByTheTestSamples() {
    assertThrows(
        IllegalArgumentException.class, () -> Methods.of("validation", "test", "keep", "best"));
    TrainingMethod byDefault = Methods.of("keep", "best");
    var e = assertThrows(UserException.class, () -> train("run", byDefault, () -> false));
    assertTrue(e.getMessage().contains("hold samples out with --validation 0.1"), e.getMessage());
    assertFalse(Files.exists(temp.resolve("run")));
  }

  @Test
  void itIsSaidWhatWasValidatedOnWhat() throws IOException {
    assertSaid(
        "best",
        BEST,
        "Validated after each epoch on 2 of the 10 training images, held out and never trained on; the 5 test images are looked at once, at the end.",
        "; it is tested:");
    assertSaid(
        "lecture",
        TrainingMethod.LECTURE,
        "Validated after each epoch on the 5 test images themselves, as in the lecture: what is best by them is no test result.",
        "(chosen by the test images, so no test result)");
  }

  private void assertSaid(String name, TrainingMethod method, String validated, String best)
      throws IOException {
    StringWriter said = new StringWriter();
    Console console = new Console(new PrintWriter(said), false);
    Experiment experiment = family.create(NoiseFamily.options(2, method));
    new TrainingSession(experiment, console, null, () -> false).start(temp.resolve(name));
    assertTrue(said.toString().contains(validated), said.toString());
    assertTrue(said.toString().contains(best), said.toString());
    String report = Files.readString(temp.resolve(name).resolve(RunFolder.REPORT));
    assertTrue(report.contains(validated.replace("images", "samples")), report);
  }
}
