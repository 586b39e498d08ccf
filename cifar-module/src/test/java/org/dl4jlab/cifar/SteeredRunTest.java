package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.dl4jlab.cifar.data.CifarDataset;
import org.dl4jlab.experiment.Console;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.experiment.TrainingResult;
import org.dl4jlab.experiment.TrainingSession;
import org.dl4jlab.method.TrainingMethod;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.TrainingSettings;
import org.dl4jlab.source.DataAccess;
import org.dl4jlab.train.EpochResult;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that something steers, on each engine, interrupted and resumed. */
class SteeredRunTest {

  private static final int EPOCHS = 4;
  private static final int STEPS = 8; // of an epoch: 64 of 80 samples are left, in batches of 8

  private static final String ALL =
      """
      {"validation": "0.2", "keep": "best", "patience": 3, "min_improvement": 0.001,
       "schedule": "cosine", "warmup": 1, "label_smoothing": 0.1, "weight_decay": 0.01,
       "clip_norm": 1, "class_weights": "balanced", "average": 0.9}""";

  @TempDir Path temp;

  private final ImageClassification family = new ImageClassification();
  private final DataAccess access = DataAccess.ofUser(notice -> {});

  private TrainingResult train(String name, String engine, String method, BooleanSupplier stop)
      throws IOException {
    TrainingMethod steering = RunFolder.JSON.readValue(method, TrainingMethod.class);
    TrainingSettings settings =
        new TrainingSettings(
            TrainingSettings.SAMPLE_DATA, EPOCHS, 8, 0.005, 3, engine, 1, 80, 40, steering);
    ImageExperiment options = new ImageExperiment(CifarDataset.CIFAR10, ImageNetwork.CNN, settings);
    return new TrainingSession(
            family.create(options, access, Console.quiet()), Console.quiet(), null, stop)
        .start(temp.resolve(name));
  }

  private static BooleanSupplier after(int steps) {
    AtomicInteger asked = new AtomicInteger();
    return () -> asked.incrementAndGet() > steps;
  }

  private static BooleanSupplier never() {
    return () -> false;
  }

  @ParameterizedTest
  @ValueSource(strings = {"dl4j", "onednn"})
  void resumedRunHasTheBitsOfAnUninterruptedOne(String engine) throws IOException {
    Path whole = train("whole", engine, ALL, never()).run();
    for (int steps : new int[] {STEPS / 2, STEPS, 2 * STEPS + 3}) {
      TrainingResult interrupted = train("after-" + steps, engine, ALL, after(steps));
      assertFalse(interrupted.finished());
      TrainedRun<ImageExperiment> before = TrainedRun.open(interrupted.run(), family, null);
      new TrainingSession(family.reopen(before, access, Console.quiet())).resume(before);
      assertSame(RunFolder.open(whole), RunFolder.open(interrupted.run()));
    }
  }

  private static void assertSame(RunFolder expected, RunFolder actual) throws IOException {
    assertEquals(expected.readHistory(), actual.readHistory());
    assertEquals(expected.readMetrics().test(), actual.readMetrics().test());
    assertArrayEquals(
        expected.readModel().params().toFloatVector(),
        actual.readModel().params().toFloatVector(),
        0f);
    assertArrayEquals(
        expected.readTraining().graph().params().toFloatVector(),
        actual.readTraining().graph().params().toFloatVector(),
        0f);
    assertArrayEquals(
        expected.readBest().params().toFloatVector(),
        actual.readBest().params().toFloatVector(),
        0f);
  }

  @ParameterizedTest
  @CsvSource({"schedule,cosine", "label_smoothing,0.2", "weight_decay,0.5", "clip_norm,0.01"})
  void bothEnginesDoTheSame(String option, String value) throws IOException {
    String method = "{\"%s\": \"%s\"}".formatted(option, value);
    EpochResult stock = last(train("stock", "dl4j", method, never()));
    EpochResult fast = last(train("fast", "onednn", method, never()));
    assertEquals(stock.loss(), fast.loss(), 1e-4);
    assertEquals(stock.valLoss(), fast.valLoss(), 1e-3);
    EpochResult plain = last(train("plain", "onednn", "{}", never()));
    assertTrue(Math.abs(plain.loss() - fast.loss()) > 1e-3, "the option has no effect");
  }

  private static EpochResult last(TrainingResult result) {
    return result.history().last().orElseThrow();
  }
}
