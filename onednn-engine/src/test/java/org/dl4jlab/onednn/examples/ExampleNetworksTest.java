package org.dl4jlab.onednn.examples;

import static org.dl4jlab.onednn.examples.TwinComparison.assertSame;
import static org.dl4jlab.onednn.examples.TwinComparison.assertSameParameters;
import static org.dl4jlab.onednn.examples.TwinComparison.assertSameScore;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kinds of network that people know from published examples are accelerated. */
class ExampleNetworksTest {

  private static final double TOLERANCE = 1e-4;

  static Stream<Example> all() {
    return Stream.of(
            FeedForwardExamples.all(),
            DigitExamples.all(),
            ImageExamples.all(),
            TransferExamples.all(),
            TextExamples.all(),
            SeriesExamples.all(),
            SeveralInputsExamples.all())
        .flatMap(List::stream);
  }

  @Test
  void haveNamesOfTheirOwn() {
    Set<String> names = all().map(Example::name).collect(Collectors.toSet());
    assertEquals(47, names.size());
  }

  @ParameterizedTest
  @MethodSource("all")
  void areAcceleratedAndLearnAsInStockDl4j(Example example) {
    Model stock = example.network().get();
    Model twin = TwinComparison.accelerated(example.network().get());
    assertSame(
        "predictions before",
        example.predictions().apply(stock),
        example.predictions().apply(twin),
        TOLERANCE);
    example.training().accept(stock);
    example.training().accept(twin);
    assertSameScore(stock, twin, TOLERANCE);
    assertSameParameters(stock, twin, TOLERANCE);
    assertSame(
        "predictions",
        example.predictions().apply(stock),
        example.predictions().apply(twin),
        TOLERANCE);
    assertEquals(List.of(), Engines.obstacles(twin), example.name());
    assertEquals(0, Engines.stockSteps(twin), example.name());
    assertEquals(0, Engines.stockOutputs(twin), example.name());
  }
}
