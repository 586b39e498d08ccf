package org.dl4jlab.onednn.examples;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.deeplearning4j.exception.DL4JException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The zoo's models are accelerated. */
class ZooTest {

  static List<ZooExamples.Zoo> quick() {
    return ZooExamples.quick();
  }

  static List<ZooExamples.Zoo> slow() {
    return ZooExamples.slow();
  }

  @ParameterizedTest
  @MethodSource("quick")
  void isAcceleratedAndLearnsAsInStockDl4j(ZooExamples.Zoo zoo) {
    System.out.println(ZooComparison.check(zoo));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("slow")
  void isAcceleratedThoughLargeAndLearnsAsInStockDl4j(ZooExamples.Zoo zoo) {
    System.out.println(ZooComparison.check(zoo));
  }

  @Test
  void aModelWithoutLossPredictsAsInStockDl4jAndIsNotTrainedEither() {
    MultiLayerNetwork stock = ZooExamples.simpleCnn(ZooExamples.image(32));
    MultiLayerNetwork twin = Engines.accelerate(stock.clone());
    INDArray images = ExampleData.gaussian(1, 3, 3, 32, 32);
    assertClose("predictions", stock.output(images), twin.output(images.dup()), 1e-4);
    assertEquals(List.of(), Engines.obstacles(twin));
    assertEquals(0, Engines.stockOutputs(twin));
    INDArray labels = ExampleData.oneHot(1, 3, 4);
    assertEquals(
        assertThrows(DL4JException.class, () -> stock.fit(images, labels)).getMessage(),
        assertThrows(DL4JException.class, () -> twin.fit(images, labels)).getMessage());
  }
}
