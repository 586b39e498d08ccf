package org.dl4jlab.onednn;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** What comes with DL4J in libraries of its own works on accelerated networks as on stock ones. */
class DropInCompanionsTest {

  private static final int STEPS = 20; // two epochs of ten batches

  @Test
  void theStatisticsOfAListOfLayersAreStocks() {
    MultiLayerNetwork stock = DropInNetworks.dense();
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    for (MultiLayerNetwork each : List.of(stock, net)) {
      each.init();
    }
    assertSame(
        watched(stock, () -> stock.fit(DropInNetworks.vectors(), 2)),
        watched(net, () -> net.fit(DropInNetworks.vectors(), 2)));
    assertClose("parameters", stock.params(), net.params(), 1e-5);
  }

  @Test
  void theStatisticsOfAGraphAreStocks() {
    ComputationGraph stock = DropInNetworks.convolutional();
    ComputationGraph graph = Engines.accelerate(DropInNetworks.convolutional());
    for (ComputationGraph each : List.of(stock, graph)) {
      each.init();
    }
    assertSame(
        watched(stock, () -> stock.fit(DropInNetworks.images(), 2)),
        watched(graph, () -> graph.fit(DropInNetworks.images(), 2)));
    assertClose("parameters", stock.params(), graph.params(), 1e-5);
  }

  /** DL4J's storage keeps one report a millisecond. */
  private static final class Storage extends InMemoryStatsStorage {

    private final List<StatsReport> reports = new ArrayList<>();

    @Override
    public void putUpdate(Persistable update) {
      reports.add((StatsReport) update);
      super.putUpdate(update);
    }
  }

  private static List<StatsReport> watched(Model model, Runnable training) {
    Storage storage = new Storage();
    model.setListeners(new StatsListener(storage, 1));
    training.run();
    assertEquals(1, storage.listSessionIDs().size());
    return storage.reports;
  }

  private static void assertSame(List<StatsReport> expected, List<StatsReport> actual) {
    assertEquals(STEPS, expected.size());
    assertEquals(STEPS, actual.size());
    for (int i = 0; i < STEPS; i++) {
      StatsReport stock = expected.get(i);
      StatsReport ours = actual.get(i);
      assertEquals(i, ours.getIterationCount());
      assertEquals(stock.getScore(), ours.getScore(), 1e-5);
      for (StatsType type : StatsType.values()) {
        assertSame(stock.getMeanMagnitudes(type), ours.getMeanMagnitudes(type), i + " " + type);
      }
    }
  }

  private static void assertSame(
      Map<String, Double> expected, Map<String, Double> actual, String what) {
    assertTrue(!expected.isEmpty(), what);
    assertEquals(expected.keySet(), actual.keySet(), what);
    expected.forEach(
        (array, value) ->
            assertEquals(value, actual.get(array), 1e-4 * Math.max(1e-2, value), what + array));
  }

  /** The first worker trains the network itself, the others copies that are stock DL4J's. */
  @Test
  void workersWhoseParametersAreAveragedLearn() throws Exception {
    for (Model net : List.of(accelerated(), acceleratedGraph())) {
      boolean images = net instanceof ComputationGraph;
      DataSetIterator data = images ? DropInNetworks.images() : DropInNetworks.vectors();
      DataSet batch = data.next();
      double before = score(net, batch);
      try (ParallelWrapper wrapper =
          new ParallelWrapper.Builder<>(net).workers(2).averagingFrequency(2).build()) {
        for (int epoch = 0; epoch < 5; epoch++) {
          data.reset();
          wrapper.fit(data);
        }
      }
      double after = score(net, batch);
      assertTrue(after < 0.9 * before, before + " to " + after);
      assertEquals(0, Engines.stockSteps(net));
    }
  }

  private static MultiLayerNetwork accelerated() {
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    net.init();
    return net;
  }

  private static ComputationGraph acceleratedGraph() {
    ComputationGraph graph = Engines.accelerate(DropInNetworks.convolutional());
    graph.init();
    return graph;
  }

  private static double score(Model net, DataSet batch) {
    return net instanceof ComputationGraph graph
        ? graph.score(batch)
        : ((MultiLayerNetwork) net).score(batch);
  }
}
