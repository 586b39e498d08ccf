package org.dl4jlab.onednn;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.saver.LocalFileModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.listeners.CheckpointListener;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program as people write it, with one line more. */
class DropInProgramTest {

  /** Trains, stops, saves, restores and goes on, as a program with DL4J does. */
  private static final class Program extends BaseTrainingListener {

    private final UnaryOperator<MultiLayerNetwork> added;
    private final Path folder;
    private final List<Double> scores = new ArrayList<>();

    Program(UnaryOperator<MultiLayerNetwork> added, Path folder) {
      this.added = added;
      this.folder = folder;
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      scores.add(model.score());
    }

    /** The network after 20 steps with statistics and 30 more without. */
    MultiLayerNetwork run() throws IOException {
      MultiLayerNetwork net = added.apply(DropInNetworks.dense());
      net.init();
      net.setListeners(new StatsListener(new InMemoryStatsStorage()), checkpoints(), this);
      MultiLayerNetwork best =
          new EarlyStoppingTrainer(stopping(), net, DropInNetworks.vectors()).fit().getBestModel();
      best.save(saved(), true);
      MultiLayerNetwork restored = added.apply(MultiLayerNetwork.load(saved(), true));
      restored.setListeners(this, checkpoints());
      restored.fit(DropInNetworks.vectors(), 3);
      restored.save(saved(), true);
      return restored;
    }

    File saved() {
      return folder.resolve("net.zip").toFile();
    }

    private CheckpointListener checkpoints() {
      return new CheckpointListener.Builder(folder.toFile())
          .saveEveryNIterations(7)
          .keepLast(2)
          .deleteExisting(true)
          .build();
    }

    private EarlyStoppingConfiguration<MultiLayerNetwork> stopping() {
      return new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
          .epochTerminationConditions(new MaxEpochsTerminationCondition(2))
          .scoreCalculator(new DataSetLossCalculator(DropInNetworks.vectors(), true))
          .modelSaver(new LocalFileModelSaver(folder.toString()))
          .build();
    }
  }

  @Test
  void runsUnchangedButForTheOneLine(@TempDir Path ofStock, @TempDir Path ofOurs)
      throws IOException {
    Program stock = new Program(UnaryOperator.identity(), ofStock);
    Program ours = new Program(Engines::accelerate, ofOurs);
    MultiLayerNetwork expected = stock.run();
    MultiLayerNetwork actual = ours.run();
    assertEquals(50, stock.scores.size());
    assertEquals(50, ours.scores.size());
    for (int i = 0; i < 50; i++) {
      assertEquals(stock.scores.get(i), ours.scores.get(i), 1e-5, "iteration " + i);
    }
    assertEquals(0, Engines.stockSteps(actual));
    assertClose("parameters", expected.params(), actual.params(), 1e-5);
    MultiLayerNetwork plain = MultiLayerNetwork.load(ours.saved(), true);
    assertSame(MultiLayerNetwork.class, plain.getClass());
    assertEquals(actual.params(), plain.params());
    assertEquals(50, plain.getIterationCount());
    plain.fit(DropInNetworks.batch());
    expected.fit(DropInNetworks.batch());
    assertEquals(expected.score(), plain.score(), 1e-5);
    assertEquals(
        plain.getIterationCount(),
        CheckpointListener.loadLastCheckpointMLN(ofOurs.toFile()).getIterationCount() + 2);
  }
}
