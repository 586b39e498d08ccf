package org.dl4jlab.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.augment.Augmentation;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.nets.BatchNormCnn;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.RunRecorder;
import org.dl4jlab.run.RunState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Training with the stock engine on a network that has dropout and running statistics. */
class ResumedTrainingTest {

  private static final TrainingOptions THREE_EPOCHS = new TrainingOptions(3, 4, 5);
  private static final ImageDataset TRAIN = noise(10, 1);
  private static final ImageDataset TEST = noise(5, 2);

  @TempDir Path temp;

  private static ImageDataset noise(int count, long seed) {
    byte[] pixels = new byte[count * 3 * 8 * 8];
    new Random(seed).nextBytes(pixels);
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 3);
    }
    return new ImageDataset(8, 8, 3, pixels, labels, List.of("a", "b", "c"));
  }

  private static ComputationGraph graph(double learningRate) {
    ComputationGraph graph =
        new ComputationGraph(
            BatchNormCnn.configuration(new NetworkOptions(8, 8, 3, 3, learningRate, 11)));
    graph.init();
    return graph;
  }

  private static History train(ComputationGraph graph, TrainingOptions options) {
    return train(graph, options, TRAIN);
  }

  private static History train(ComputationGraph graph, TrainingOptions options, Dataset samples) {
    try (Engine engine = Engines.named("dl4j", graph)) {
      return new Trainer(engine, samples, TEST, options, List.of()).run();
    }
  }

  @Test
  void sameSeedGivesTheSameHistoryAndAnotherOrderAnother() {
    History history = train(graph(0.01), THREE_EPOCHS);
    assertEquals(history, train(graph(0.01), THREE_EPOCHS));
    assertNotEquals(history, train(graph(0.01), new TrainingOptions(3, 4, 6)));
  }

  @Test
  void changedImagesAreTrainedOn() {
    Dataset samples = Augmentation.of("flip,crop:2").of(TRAIN, 5);
    assertNotEquals(train(graph(0.01), THREE_EPOCHS), train(graph(0.01), THREE_EPOCHS, samples));
  }

  private static Stream<Dataset> samples() {
    return Stream.of(TRAIN, Augmentation.of("flip,crop:2,cutout:3,colour:0.3").of(TRAIN, 5));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void interruptedAndResumedRunEqualsTheUninterruptedOneBitForBit(Dataset samples)
      throws IOException {
    ComputationGraph uninterrupted = graph(0.01);
    History expected = train(uninterrupted, THREE_EPOCHS, samples);

    RunFolder folder = RunFolder.create(temp.resolve("run"));
    AtomicInteger asked = new AtomicInteger();
    // An epoch has three batches, so the fifth is the second of epoch 2; it is not begun.
    run(folder, graph(0.01), samples, History.empty(), () -> asked.incrementAndGet() > 4);
    assertEquals(Metrics.INTERRUPTED, folder.readMetrics().status());
    assertEquals(1, folder.readHistory().epochs().size());

    ComputationGraph resumed = folder.readModel();
    History before = RunState.of(folder, resumed, TRAIN.count(), THREE_EPOCHS.batchSize());
    assertEquals(4, before.unfinished().samples());
    History after = run(folder, resumed, samples, before, () -> false);

    assertEquals(expected.toCsv(), after.toCsv());
    assertEquals(expected.toCsv(), Files.readString(folder.file(RunFolder.HISTORY)));
    for (ComputationGraph graph : List.of(resumed, folder.readModel())) {
      assertArrayEquals(uninterrupted.params().toFloatVector(), graph.params().toFloatVector(), 0f);
      assertArrayEquals(
          uninterrupted.getUpdater().getUpdaterStateViewArray().toFloatVector(),
          graph.getUpdater().getUpdaterStateViewArray().toFloatVector(),
          0f);
    }
  }

  private static History run(
      RunFolder folder,
      ComputationGraph graph,
      Dataset samples,
      History before,
      java.util.function.BooleanSupplier stop) {
    try (Engine engine = Engines.named("dl4j", graph)) {
      RunRecorder recorder =
          new RunRecorder(
              () -> folder,
              EvaluatedWeights.ofLastStep(engine),
              null,
              "noise",
              THREE_EPOCHS,
              before,
              RunRecorder.INTERVAL);
      return new Trainer(engine, samples, TEST, THREE_EPOCHS, List.of(recorder)).run(before, stop);
    }
  }

  @Test
  void divergingTrainingEndsWithAdvice() {
    ComputationGraph graph = graph(0.01);
    graph.params().putScalar(0, Float.NaN);
    assertThrows(UserException.class, () -> train(graph, THREE_EPOCHS));
  }
}
