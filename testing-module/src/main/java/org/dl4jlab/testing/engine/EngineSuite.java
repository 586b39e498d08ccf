package org.dl4jlab.testing.engine;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.data.Batch;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.program.NetworkModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * What every engine must do as stock DL4J does: to be extended by a test for each engine, in a
 * module that has the engine on its class path.
 */
public abstract class EngineSuite {

  private static final String ANY = "same, stride, dilation";

  private final String engine;

  /**
   * @param engine its name
   */
  protected EngineSuite(String engine) {
    this.engine = engine;
  }

  static List<NetworkCase> networks() {
    return SuiteNetworks.all();
  }

  static List<NetworkCase> smoothNetworks() {
    return SuiteNetworks.smooth();
  }

  private Engine open(Model model) {
    return Engines.named(engine, model);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void agreesWithStockDl4j(NetworkCase net) {
    StockComparison.check(engine, this::open, net);
  }

  @ParameterizedTest
  @MethodSource("smoothNetworks")
  void gradientsAreTheDerivatives(NetworkCase net) {
    GradientCheck.check(this::open, net);
  }

  @Test
  void seriesMayBeGivenInSegments() {
    NetworkCase net = SuiteNetworks.named("segments");
    MultiDataSet batch = Batches.of(net, 5, new Random(2)).arrays();
    Model whole = net.model();
    Model inSegments = net.model();
    try (Engine engineOfWhole = open(whole);
        Engine engine = open(inSegments)) {
      for (int round = 0; round < 2; round++) {
        engineOfWhole.fit(Batches.copy(batch));
        for (int from = 0; from < batch.getFeatures(0).size(2); from += MaskedNetworks.SEGMENT) {
          engine.fitSegment(new ArrayBatch(MaskedNetworks.segment(batch, from)));
        }
        engine.resetState();
      }
    }
    assertClose("parameters", whole.params(), inSegments.params(), 1e-6);
    assertEquals(6, NetworkModel.of(inSegments).iteration());
  }

  @Test
  void takesOverWhatWasChangedOutside() {
    NetworkCase net = SuiteNetworks.named(ANY);
    Batch batch = Batches.of(net, 5, new Random(2));
    Model trained = net.model();
    Model other = net.model();
    try (Engine engineOfTrained = open(trained);
        Engine engineOfOther = open(other)) {
      for (int i = 0; i < 3; i++) {
        engineOfTrained.fit(Batches.copy(batch));
      }
      engineOfTrained.sync();
      engineOfOther.fit(Batches.copy(batch));
      engineOfOther.sync();
      other.setParams(trained.params().dup());
      NetworkModel.of(other)
          .updater()
          .setStateViewArray(NetworkModel.of(trained).updater().getStateViewArray().dup());
      NetworkModel.of(other).setIteration(NetworkModel.of(trained).iteration());
      engineOfOther.reload();
      assertClose(
          "output",
          engineOfTrained.output(Batches.copy(batch)),
          engineOfOther.output(Batches.copy(batch)),
          0);
      engineOfTrained.fit(Batches.copy(batch));
      engineOfOther.fit(Batches.copy(batch));
    }
    assertEquals(trained.params(), other.params());
  }

  @Test
  void schedulesHeedEpochs() {
    NetworkCase net = SuiteNetworks.named("updater: Sgd, scheduled by epochs");
    NetworkModel reference = NetworkModel.of(net.model());
    Model model = net.model();
    Random random = new Random(2);
    try (Engine opened = open(model)) {
      for (int epoch = 0; epoch < 2; epoch++) {
        Batch batch = Batches.of(net, 5, random);
        StockComparison.fitByHand(reference, batch);
        opened.fit(Batches.copy(batch));
        reference.incrementEpoch();
        opened.endEpoch();
      }
    }
    assertClose("parameters", reference.parameters(), model.params(), 1e-5);
  }

  @Test
  void countsEpochsAndTellsListeners() {
    Model model = SuiteNetworks.named(ANY).model();
    List<Integer> ended = new ArrayList<>();
    model.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onEpochEnd(Model ofListener) {
            ended.add(NetworkModel.of(ofListener).epoch());
          }
        });
    try (Engine opened = open(model)) {
      opened.endEpoch();
      opened.endEpoch();
    }
    assertEquals(2, NetworkModel.of(model).epoch());
    assertEquals(List.of(0, 1), ended);
  }

  @Test
  void isCurrentAfterSyncAndClose() {
    NetworkCase net = SuiteNetworks.named(ANY);
    Model model = net.model();
    INDArray before = model.params().dup();
    Batch batch = Batches.of(net, 5, new Random(2));
    INDArray afterSync;
    try (Engine opened = open(model)) {
      opened.fit(Batches.copy(batch));
      opened.sync();
      afterSync = model.params().dup();
      opened.fit(Batches.copy(batch));
    }
    assertNotEquals(before, afterSync);
    assertNotEquals(afterSync, model.params());
  }
}
