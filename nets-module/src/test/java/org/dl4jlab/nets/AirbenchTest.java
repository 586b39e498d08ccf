package org.dl4jlab.nets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class AirbenchTest {

  private static INDArray images;
  private static ComputationGraph graph;

  /** Images whose neighbouring pixels and colours are alike, as those of photographs are. */
  @BeforeAll
  static void start() {
    Nd4j.getRandom().setSeed(5);
    INDArray noise = Nd4j.rand(60, 3, 18, 18);
    images = Nd4j.zeros(60, 3, 16, 16);
    for (int down = 0; down < 3; down++) {
      for (int right = 0; right < 3; right++) {
        images.addi(
            noise.get(
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.interval(down, down + 16),
                NDArrayIndex.interval(right, right + 16)));
      }
    }
    images.divi(9);
    graph = graph();
    ImageNetwork.AIRBENCH.start(graph, images);
  }

  private static ComputationGraph graph() {
    ComputationGraph graph =
        new ComputationGraph(
            Airbench.configuration(new NetworkOptions(16, 16, 3, 10, Airbench.LEARNING_RATE, 3)));
    graph.init();
    return graph;
  }

  @Test
  void hasThePapersNumberOfTrainedParameters() {
    ComputationGraph full =
        new ComputationGraph(ImageNetwork.AIRBENCH.configuration(NetworkOptions.cifar10()));
    full.init();
    // The paper's 1,972,792: whitening biases, convolutions, shifts, dense.
    long trained =
        24 + 9 * (24 * 64 + 64 * 64 + 64 * 256 + 3 * 256 * 256) + 2 * 64 + 4 * 256 + 2560;
    long whitening = 24 * 12;
    long identities = 2 * 64 * 64 + 4 * 256 * 256;
    long statistics = 2 * (2 * 64 + 4 * 256);
    assertEquals(trained + whitening + identities + statistics, full.numParams());
  }

  @Test
  void whitenedPatchesHaveNoMeanAreUncorrelatedAndOfVarianceOne() {
    INDArray whitened =
        graph.getLayer("whiten").activate(images.dup(), false, LayerWorkspaceMgr.noWorkspaces());
    INDArray rows = whitened.permute(1, 0, 2, 3).dup('c').reshape(24, 60 * 15 * 15);
    assertEquals(0, rows.mean(1).amaxNumber().doubleValue(), 0.02);
    INDArray covariance = rows.mmul(rows.transpose()).divi(rows.size(1));
    for (int i = 0; i < 24; i++) {
      for (int j = 0; j < 24; j++) {
        double expected = i == j ? 1 : Math.abs(i - j) == 12 ? -1 : 0;
        assertEquals(expected, covariance.getDouble(i, j), 0.1, i + ", " + j);
      }
    }
  }

  @Test
  void convolutionsPassOnWhatTheyGet() {
    INDArray features = Nd4j.rand(2, 64, 7, 7);
    INDArray passed =
        graph.getLayer("conv_2").activate(features.dup(), false, LayerWorkspaceMgr.noWorkspaces());
    assertArrayEquals(features.dup().data().asFloat(), passed.dup('c').data().asFloat(), 1e-6f);
    INDArray wide = graph.getLayer("conv_3").getParam("W");
    assertEquals(1, wide.getDouble(63, 63, 1, 1));
    assertEquals(0, wide.getDouble(63, 62, 1, 1));
    // Whatever is beyond the inputs is drawn, within PyTorch's limit.
    double largest =
        wide.get(
                NDArrayIndex.interval(64, 256),
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.all())
            .amaxNumber()
            .doubleValue();
    assertEquals(1 / Math.sqrt(9 * 64), largest, 1e-4);
  }

  @Test
  void whatIsFixedStaysAsItIsInStockDl4jAndWhatIsLearntDoesNot(@TempDir Path temp)
      throws IOException {
    Path file = temp.resolve("model.zip");
    ModelSerializer.writeModel(graph, file.toFile(), true);
    ComputationGraph loaded = ModelSerializer.restoreComputationGraph(file.toFile());
    assertEquals(graph.params(), loaded.params());
    INDArray labels = Nd4j.zeros(60, 10);
    for (int i = 0; i < 60; i++) {
      labels.putScalar(i, i % 10, 1);
    }
    for (int i = 0; i < 2; i++) {
      loaded.fit(new DataSet(images, labels));
    }
    for (String fixed : new String[] {"whiten", "shift_1", "shift_6"}) {
      INDArray before = graph.getLayer(fixed).getParam("W");
      assertEquals(before, loaded.getLayer(fixed).getParam("W"), fixed);
      assertTrue(
          graph.getLayer(fixed).getParam("b").distance2(loaded.getLayer(fixed).getParam("b")) > 0);
    }
    assertTrue(
        graph.getLayer("conv_1").getParam("W").distance2(loaded.getLayer("conv_1").getParam("W"))
            > 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 8})
  void tooSmallImagesAreRefused(int size) {
    NetworkOptions small = new NetworkOptions(size, 32, 3, 10, 1, 1);
    var e = assertThrows(IllegalArgumentException.class, () -> Airbench.configuration(small));
    assertTrue(e.getMessage().contains("at least 9 x 9 pixels, not " + size + " x 32"));
  }
}
