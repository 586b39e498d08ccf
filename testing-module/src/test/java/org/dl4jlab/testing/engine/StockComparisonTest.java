package org.dl4jlab.testing.engine;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.dl4jlab.data.Batch;
import org.dl4jlab.engine.Device;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.engine.StepResult;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class StockComparisonTest {

  private static final String NAME = "fast";
  private static final String NET = "same, stride, dilation";

  @Test
  void noticesAnEngineThatDoesNothing() {
    assertNoticed("differ", model -> new Impostor(model, null));
  }

  @Test
  void noticesTheOtherEngineUnderThisName() {
    assertNoticed(
        "whether stock DL4J ran", model -> new Impostor(model, Engines.named("dl4j", model)));
  }

  private static void assertNoticed(String how, Function<Model, Engine> opener) {
    AssertionError noticed =
        assertThrows(
            AssertionError.class,
            () -> StockComparison.check(NAME, opener, SuiteNetworks.named(NET)));
    assertTrue(noticed.getMessage().contains(how), noticed.getMessage());
  }

  /** Calls itself fast; does nothing, or what another engine does. */
  private record Impostor(Model model, Engine other) implements Engine {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Device device() {
      return Device.processor(1);
    }

    @Override
    public StepResult fit(Batch batch) {
      return other == null ? new StepResult(0, 0) : other.fit(batch);
    }

    @Override
    public StepResult fitSegment(Batch segment) {
      return fit(segment);
    }

    @Override
    public List<INDArray> outputs(Batch batch) {
      return other == null
          ? Arrays.stream(batch.arrays().getLabels())
              .map(labels -> Nd4j.zeros(labels.shape()))
              .toList()
          : other.outputs(batch);
    }

    @Override
    public void endEpoch() {}

    @Override
    public void resetState() {}

    @Override
    public void sync() {}

    @Override
    public void reload() {}

    @Override
    public void close() {}
  }
}
