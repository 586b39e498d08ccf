package org.dl4jlab.testing.engine;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jlab.data.Batch;
import org.dl4jlab.engine.DropoutSeed;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.StepResult;
import org.dl4jlab.program.NetworkModel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains a network by an engine and a twin of it by hand, through stock DL4J's own {@code fit}, and
 * compares outputs, losses, parameters, updater state and counters.
 */
final class StockComparison {

  private static final double STEP_TOLERANCE = 1e-4;
  private static final double RUN_TOLERANCE = 1e-3;

  /**
   * Moments follow the gradients, whose rounding errors are not averaged as the parameters' are.
   */
  private static final double STATE_TOLERANCE = 1e-2;

  private StockComparison() {}

  /**
   * @param name that the engine must have
   * @param opener opens it on the model that it is given
   */
  static void check(String name, Function<Model, Engine> opener, NetworkCase net) {
    NetworkModel reference = NetworkModel.of(net.model());
    Model model = net.model();
    model.setParams(reference.parameters().dup());
    NetworkModel network = NetworkModel.of(model);
    Random random = new Random(11);
    try (Engine engine = opener.apply(model)) {
      assertEquals(name, engine.name());
      Batch first = Batches.of(net, 5, random);
      assertOutputs("output before", reference, engine, first, STEP_TOLERANCE);
      for (int i = 0; i < net.steps(); i++) {
        // Odd sizes, and a short one as at an epoch's end.
        Batch batch = Batches.of(net, i % 7 == 6 || i == net.steps() - 1 ? 3 : 5, random);
        INDArray before = network.parameters().dup();
        double expected = fitByHand(reference, batch);
        StepResult step = engine.fit(Batches.copy(batch));
        engine.sync();
        assertEquals(expected, step.loss(), RUN_TOLERANCE * Math.max(1, Math.abs(expected)));
        assertNotEquals(before, network.parameters(), "the parameters did not move");
        if (i == 0) {
          assertClose(
              "parameters after a step",
              reference.parameters(),
              network.parameters(),
              STEP_TOLERANCE);
        }
      }
      assertClose("parameters", reference.parameters(), network.parameters(), RUN_TOLERANCE);
      assertClose("updater state", state(reference), state(network), STATE_TOLERANCE);
      assertEquals(reference.iteration(), network.iteration());
      assertOutputs("output after", reference, engine, first, RUN_TOLERANCE);
    }
    assertEquals(name.equals("dl4j"), ((Watched) model).stockRan(), "whether stock DL4J ran");
  }

  private static void assertOutputs(
      String what, NetworkModel reference, Engine engine, Batch batch, double tolerance) {
    INDArray[] expected = outputs(reference, batch);
    List<INDArray> actual = engine.outputs(Batches.copy(batch));
    assertEquals(expected.length, actual.size());
    for (int i = 0; i < expected.length; i++) {
      assertClose(what, expected[i], actual.get(i), tolerance);
    }
  }

  private static INDArray[] outputs(NetworkModel reference, Batch batch) {
    MultiDataSet arrays = Batches.copy(batch.arrays());
    INDArray[] features = arrays.getFeatures();
    return reference.model() instanceof ComputationGraph graph
        ? graph.output(
            false, features, arrays.getFeaturesMaskArrays(), arrays.getLabelsMaskArrays())
        : new INDArray[] {
          ((MultiLayerNetwork) reference.model())
              .output(
                  features[0], false, arrays.getFeaturesMaskArray(0), arrays.getLabelsMaskArray(0))
        };
  }

  /** A step of stock DL4J, with the dropout masks that an engine draws; the loss. */
  static double fitByHand(NetworkModel reference, Batch batch) {
    Nd4j.getRandom().setSeed(DropoutSeed.of(reference));
    MultiDataSet arrays = Batches.copy(batch.arrays());
    if (reference.model() instanceof ComputationGraph graph) {
      graph.fit(arrays);
    } else {
      ((MultiLayerNetwork) reference.model())
          .fit(
              new DataSet(
                  arrays.getFeatures(0),
                  arrays.getLabels(0),
                  arrays.getFeaturesMaskArray(0),
                  arrays.getLabelsMaskArray(0)));
    }
    return reference.model().score();
  }

  private static INDArray state(NetworkModel network) {
    INDArray state = network.updater().getStateViewArray();
    return state == null ? Nd4j.zeros(1) : state;
  }
}
