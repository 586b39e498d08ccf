package org.dl4jlab.onednn;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.data.TokenBatch;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.testing.engine.Batches;
import org.dl4jlab.testing.engine.NetworkCase;
import org.dl4jlab.testing.engine.SuiteNetworks;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Texts as numbers of words: looked up where that can be done, and only there. */
class TokensTest {

  /** What a step of looked-up words does, and no other. */
  private static final String MAXIMA = "max over time";

  private static final NetworkCase NET = SuiteNetworks.named("words: the lecture's network");

  private static ComputationGraph graph(NetworkCase net) {
    ComputationGraph graph = new ComputationGraph(net.graph().clone());
    graph.init();
    return graph;
  }

  private static TokenBatch batch(int size, int seed) {
    return (TokenBatch) Batches.of(NET, size, new Random(seed));
  }

  @Test
  void areLookedUp() {
    assertTrue(namesOfAStep(NET).contains(MAXIMA));
  }

  @Test
  void areArraysWhereTheNetworkDoesNotBeginWithAConvolution() {
    assertFalse(
        namesOfAStep(SuiteNetworks.named("words: of dropped numbers, which only arrays can be"))
            .contains(MAXIMA));
  }

  private static List<String> namesOfAStep(NetworkCase net) {
    return List.copyOf(
        StepProfile.of(graph(net), List.of(Batches.of(net, 4, new Random(1)))).keySet());
  }

  @Test
  void giveTheSameBitsWithAnyNumberOfThreads() {
    INDArray expected = trained(1).params();
    assertEquals(expected, trained(2).params());
    assertEquals(expected, trained(3).params());
  }

  private static ComputationGraph trained(int threads) {
    ComputationGraph graph = graph(NET);
    try (Engine engine = Engines.named("onednn", graph, new EngineOptions(threads))) {
      for (int i = 0; i < 12; i++) {
        engine.fit(batch(9, i));
      }
    }
    return graph;
  }

  @Test
  void mayTakeTurnsWithArrays() {
    ComputationGraph turns = graph(NET);
    ComputationGraph arrays = graph(NET);
    try (Engine ofTurns = Engines.named("onednn", turns);
        Engine ofArrays = Engines.named("onednn", arrays)) {
      for (int i = 0; i < 10; i++) {
        TokenBatch texts = batch(6, i);
        ArrayBatch dense = new ArrayBatch(texts.features(), texts.labels());
        ofTurns.fit(i % 2 == 0 ? texts : dense);
        ofArrays.fit(dense);
        assertClose("output", ofArrays.output(dense), ofTurns.output(texts), 1e-4);
      }
    }
    assertClose("parameters", arrays.params(), turns.params(), 1e-4);
  }

  @Test
  void areReadFromTheTableOfTheirBatch() {
    TokenBatch texts = batch(4, 1);
    float[] doubled = texts.table().values().clone();
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] *= 2;
    }
    TokenBatch others =
        new TokenBatch(
            texts.tokens(),
            texts.lengths(),
            texts.length(),
            texts.classes(),
            new EmbeddingMatrix(doubled, texts.table().size()));
    try (Engine engine = Engines.named("onednn", graph(NET))) {
      for (TokenBatch read : List.of(texts, others, texts)) {
        INDArray expected = engine.output(new ArrayBatch(read.features(), null));
        assertClose("output", expected, engine.output(read), 1e-5);
      }
    }
  }

  @Test
  void ofARefusedBatchAreNotBelievedToBeKnown() {
    TokenBatch texts = batch(4, 1);
    int last = texts.tokens().length - texts.length() + texts.lengths()[3] - 1;
    int word = texts.tokens()[last];
    try (Engine engine = Engines.named("onednn", graph(NET))) {
      INDArray expected = engine.output(new ArrayBatch(texts.features(), null));
      texts.tokens()[last] = texts.table().words(); // behind the back of the batch
      assertThrows(RuntimeException.class, () -> engine.output(texts));
      texts.tokens()[last] = word;
      assertClose("output", expected, engine.output(texts), 1e-5);
    }
  }

  @Test
  void needVectorsOfTheSizeThatTheNetworkTakes() {
    TokenBatch wrong =
        new TokenBatch(
            new int[20], new int[] {20}, 20, new int[1], new EmbeddingMatrix(new float[5], 5));
    try (Engine engine = Engines.named("onednn", graph(NET))) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> engine.fit(wrong));
      assertTrue(e.getMessage().contains("vectors of size 12, not 5"), e.getMessage());
    }
  }
}
