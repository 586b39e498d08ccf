package org.dl4jlab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jlab.UserException;
import org.dl4jlab.method.TrainingMethod;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.SavedTraining;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What steers a training, within a session that can be interrupted. */
class SteeringTest {

  private static final int EPOCHS = 4;
  private static final int STEPS = 3;

  @TempDir Path temp;

  private final NoiseFamily family = new NoiseFamily(1);

  private TrainingResult train(String name, TrainingMethod method, BooleanSupplier stop)
      throws IOException {
    Experiment experiment = family.create(NoiseFamily.options(EPOCHS, method));
    return new TrainingSession(experiment, Console.quiet(), null, stop).start(temp.resolve(name));
  }

  private TrainingResult resume(Path run) throws IOException {
    TrainedRun<NoiseFamily.Options> before = TrainedRun.open(run, family, null);
    return new TrainingSession(family.reopen(before)).resume(before);
  }

  private static BooleanSupplier after(int steps) {
    AtomicInteger asked = new AtomicInteger();
    return () -> asked.incrementAndGet() > steps;
  }

  private static float[] parameters(ComputationGraph graph) {
    return graph.params().toFloatVector();
  }

  @ParameterizedTest
  @CsvSource({
    "schedule,step",
    "schedule,cosine",
    "schedule,one-cycle",
    "warmup,1.5",
    "label_smoothing,0.1",
    "weight_decay,0.1",
    "clip_norm,0.1",
    "clip_value,0.001",
    "class_weights,balanced",
    "average,0.8"
  })
  void resumedInTheMiddleItHasTheSameBitsAndAnEffect(String option, String value)
      throws IOException {
    TrainingMethod method = Methods.of(option, value);
    RunFolder whole = RunFolder.open(train("whole", method, () -> false).run());
    Path run = train("run", method, after(STEPS + 1)).run();
    assertTrue(resume(run).finished());
    RunFolder resumed = RunFolder.open(run);
    assertEquals(whole.readHistory(), resumed.readHistory());
    assertEquals(whole.readMetrics().test(), resumed.readMetrics().test());
    assertArrayEquals(parameters(whole.readModel()), parameters(resumed.readModel()), 0f);
    RunFolder plain = RunFolder.open(train("plain", TrainingMethod.LECTURE, () -> false).run());
    assertFalse(plain.readHistory().equals(whole.readHistory()), option + " has no effect");
  }

  @Test
  void averageIsThatOfAllSteps() throws IOException {
    double decay = 0.8;
    TrainingMethod method = Methods.of("average", "0.8");
    List<float[]> steps = new ArrayList<>();
    for (int count = 1; count <= STEPS + 1; count++) {
      Path run = train("after-" + count, method, after(count)).run();
      steps.add(parameters(RunFolder.open(run).readTraining().graph()));
    }
    float[] expected = steps.get(0).clone();
    for (float[] step : steps.subList(1, steps.size())) {
      for (int i = 0; i < expected.length; i++) {
        expected[i] = (float) (decay * expected[i] + (1 - decay) * step[i]);
      }
    }
    RunFolder last = RunFolder.open(temp.resolve("after-" + (STEPS + 1)));
    SavedTraining training = last.readTraining();
    assertArrayEquals(expected, training.average().toFloatVector(), 1e-6f);
    // Whoever only uses the model, and any DL4J, reads the average.
    assertArrayEquals(training.average().toFloatVector(), parameters(last.readModel()), 0f);
    ComputationGraph stock =
        ModelSerializer.restoreComputationGraph(last.file(RunFolder.MODEL).toFile(), true);
    assertArrayEquals(training.average().toFloatVector(), parameters(stock), 0f);
    assertEquals(
        training.graph().getUpdater().getStateViewArray(), stock.getUpdater().getStateViewArray());
  }

  @Test
  void trainingThatNoLongerImprovesEndsForGood() throws IOException {
    TrainingMethod method =
        Methods.of("validation", "0.2", "patience", "1", "min_improvement", "0.9");
    TrainingResult result = train("run", method, () -> false);
    assertTrue(result.finished());
    assertEquals(2, result.history().epochs().size());
    assertEquals(5, result.metrics().test().samples());
    var e = assertThrows(UserException.class, () -> resume(result.run()));
    assertTrue(e.getMessage().contains("has ended in epoch 2"), e.getMessage());
    assertTrue(e.getMessage().contains("larger --patience"), e.getMessage());
  }

  @Test
  void interruptedTrainingStillKnowsHowLongItHasWaited() throws IOException {
    TrainingMethod method =
        Methods.of("validation", "0.2", "patience", "2", "min_improvement", "0.9");
    Path run = train("run", method, after(5)).run(); // in epoch 3 of 2 steps each
    assertEquals(3, resume(run).history().epochs().size());
  }
}
