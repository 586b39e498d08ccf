package org.dl4jlab.onednn;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays that fit no network end as they do in stock DL4J, and never end the JVM. */
class DropInBadInputTest {

  private static final int SAMPLES = 8;

  static Stream<String> names() {
    return arrays(new long[] {3}, 3).keySet().stream();
  }

  /** Features and labels of a network, most of them wrong. */
  private static Map<String, INDArray[]> arrays(long[] sample, int classes) {
    INDArray good = features(SAMPLES, sample);
    INDArray labels = labels(SAMPLES, classes);
    Map<String, INDArray[]> cases = new LinkedHashMap<>();
    cases.put("good", pair(good, labels));
    for (DataType type :
        List.of(DataType.DOUBLE, DataType.HALF, DataType.INT, DataType.LONG, DataType.BOOL)) {
      cases.put("features of " + type, pair(good.castTo(type), labels));
      cases.put("labels of " + type, pair(good, labels.castTo(type)));
    }
    cases.put("a column", pair(Nd4j.rand(SAMPLES), labels));
    cases.put("one feature", pair(Nd4j.rand(SAMPLES, 1), labels));
    cases.put("a series", pair(Nd4j.rand(SAMPLES, 2, 2), labels));
    cases.put("five dimensions", pair(Nd4j.rand(new int[] {SAMPLES, 1, 2, 2, 2}), labels));
    cases.put("a number", pair(Nd4j.scalar(1f), labels));
    cases.put("an empty array", pair(Nd4j.empty(DataType.FLOAT), labels));
    cases.put("empty labels", pair(good, Nd4j.empty(DataType.FLOAT)));
    cases.put("no samples", pair(empty(sample), Nd4j.create(DataType.FLOAT, 0, classes)));
    cases.put("no features", pair(null, labels));
    cases.put("no labels", pair(good, null));
    cases.put("NaN", pair(features(SAMPLES, sample).muli(Float.NaN), labels));
    cases.put("infinity", pair(good, labels.mul(Float.POSITIVE_INFINITY)));
    cases.put("labels of fewer samples", pair(good, labels(SAMPLES - 3, classes)));
    cases.put("labels of more samples", pair(good, labels(SAMPLES + 3, classes)));
    cases.put("labels of one sample", pair(good, labels(1, classes)));
    cases.put("labels of fewer classes", pair(good, labels(SAMPLES, classes - 1)));
    cases.put("labels of more classes", pair(good, labels(SAMPLES, classes + 1)));
    cases.put("labels of a series", pair(good, Nd4j.rand(SAMPLES, classes, 2)));
    cases.put("labels turned round", pair(good, labels.transpose()));
    cases.put("labels of images", pair(good, labels.reshape(SAMPLES, classes, 1, 1)));
    cases.put("labels of one step", pair(good, labels.reshape(SAMPLES, classes, 1)));
    cases.put("features turned round", pair(good.transpose(), labels));
    cases.put("labels as classes", pair(good, Nd4j.rand(SAMPLES)));
    return cases;
  }

  private static INDArray[] pair(INDArray features, INDArray labels) {
    return new INDArray[] {features, labels};
  }

  private static INDArray features(int samples, long[] sample) {
    return Nd4j.rand(DataType.FLOAT, shape(samples, sample));
  }

  private static INDArray empty(long[] sample) {
    return Nd4j.create(DataType.FLOAT, shape(0, sample));
  }

  private static long[] shape(long samples, long[] sample) {
    long[] shape = new long[sample.length + 1];
    shape[0] = samples;
    System.arraycopy(sample, 0, shape, 1, sample.length);
    return shape;
  }

  private static INDArray labels(int samples, int classes) {
    INDArray labels = Nd4j.zeros(DataType.FLOAT, samples, classes);
    for (int i = 0; i < samples; i++) {
      labels.putScalar(i, i % classes, 1);
    }
    return labels;
  }

  @ParameterizedTest
  @MethodSource("names")
  void aListOfLayersDoesAsStock(String name) {
    MultiLayerNetwork stock = DropInNetworks.dense();
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    assertDoesAsStock(stock, net, name, new long[] {DropInNetworks.FEATURES});
  }

  @ParameterizedTest
  @MethodSource("names")
  void aGraphDoesAsStock(String name) {
    ComputationGraph stock = DropInNetworks.convolutional();
    ComputationGraph graph = Engines.accelerate(DropInNetworks.convolutional());
    assertDoesAsStock(stock, graph, name, new long[] {1, 8, 8});
  }

  private static void assertDoesAsStock(Model stock, Model net, String name, long[] sample) {
    stock.init();
    net.init();
    INDArray before = net.params().dup();
    INDArray[] arrays = arrays(sample, DropInNetworks.CLASSES).get(name);
    assertSame(() -> output(stock, arrays), () -> output(net, arrays), "output");
    boolean learnt = assertSame(() -> fit(stock, arrays), () -> fit(net, arrays), "parameters");
    assertEquals(!learnt, before.equals(net.params()), "parameters have changed");
    assertNotNull(fit(net, arrays(sample, DropInNetworks.CLASSES).get("good")));
  }

  private static INDArray output(Model net, INDArray[] arrays) {
    INDArray features = copy(arrays[0]);
    return net instanceof ComputationGraph graph
        ? graph.outputSingle(features)
        : ((MultiLayerNetwork) net).output(features);
  }

  private static INDArray fit(Model net, INDArray[] arrays) {
    DataSet batch = new DataSet(copy(arrays[0]), copy(arrays[1]));
    if (net instanceof ComputationGraph graph) {
      graph.fit(batch);
    } else {
      ((MultiLayerNetwork) net).fit(batch);
    }
    return net.params();
  }

  private static INDArray copy(INDArray array) {
    return array == null || array.isEmpty() ? array : array.dup();
  }

  /** Whether both have a result, which is the same; else both end in the same exception. */
  private static boolean assertSame(
      Callable<INDArray> stock, Callable<INDArray> ours, String what) {
    Object expected = resultOf(stock);
    Object actual = resultOf(ours);
    if (expected instanceof Exception exception) {
      assertEquals(exception.toString(), String.valueOf(actual), what);
      return false;
    }
    INDArray array = assertInstanceOf(INDArray.class, actual, what);
    INDArray wanted = ((INDArray) expected).castTo(array.dataType());
    if (isFinite(wanted)) {
      assertClose(what, wanted, array, 1e-5);
    } else {
      assertFalse(isFinite(array), what);
    }
    return true;
  }

  private static boolean isFinite(INDArray array) {
    return Double.isFinite(array.sumNumber().doubleValue());
  }

  private static Object resultOf(Callable<INDArray> call) {
    try {
      return call.call();
    } catch (Exception e) {
      return e;
    }
  }

  @Test
  void aClosedNetworkIsRefused() {
    MultiLayerNetwork stock = DropInNetworks.dense();
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    MultiLayerNetwork unused = Engines.accelerate(DropInNetworks.dense());
    DataSet batch = DropInNetworks.batch();
    for (MultiLayerNetwork each : List.of(stock, net, unused)) {
      each.init();
      if (each != unused) {
        each.fit(batch);
      }
      each.close();
    }
    for (MultiLayerNetwork each : List.of(stock, net, unused)) {
      assertThrows(RuntimeException.class, () -> each.fit(batch));
      assertThrows(RuntimeException.class, () -> each.output(batch.getFeatures()));
    }
  }
}
