package org.dl4jlab.nets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SentimentCnnTest {

  private static ComputationGraph graph(int classes) {
    ComputationGraph graph =
        new ComputationGraph(
            SentimentCnn.configuration(new SentimentOptions(300, 400, 0.001, 42, classes)));
    graph.init();
    return graph;
  }

  private static INDArray output(ComputationGraph graph) {
    return graph.outputSingle(Nd4j.rand(2, 300, 400));
  }

  @Test
  void twoClassesAreOneProbability() {
    ComputationGraph graph = graph(2);
    assertEquals(288_251, graph.numParams());
    assertArrayEquals(new long[] {2, 1}, output(graph).shape());
  }

  /** Keras: 900 * 250 + 250, 250 * 250 + 250, and for five classes 250 * 5 + 5. */
  @Test
  void moreClassesHaveAProbabilityEach() {
    ComputationGraph graph = graph(5);
    assertEquals(225_250 + 62_750 + 1_255, graph.numParams());
    INDArray output = output(graph);
    assertArrayEquals(new long[] {2, 5}, output.shape());
    assertEquals(1, output.getRow(0).sumNumber().doubleValue(), 1e-5);
  }

  @Test
  void oneClassIsNone() {
    assertThrows(IllegalArgumentException.class, () -> new SentimentOptions(300, 400, 0.001, 1, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new SentimentOptions(300, 400, 0.001, 1, 1001));
  }
}
