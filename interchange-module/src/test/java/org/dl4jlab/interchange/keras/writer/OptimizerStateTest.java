package org.dl4jlab.interchange.keras.writer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jlab.interchange.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What the optimizer has kept, in Keras' order: steps, rate, moments of each trained variable. */
class OptimizerStateTest {

  private static final int STEPS = 3;

  @TempDir private Path folder;

  @Test
  void adamsMomentsLieBesideTheirVariables() throws IOException {
    MultiLayerNetwork network = trained(new Adam(0.01));
    INDArray state = network.getUpdater().getStateViewArray();
    // Two blocks of means and squares, around the running statistics: 3 x 2 and 2, 2 and 2, 2 x 1
    // and 1.
    INDArray squares = state.reshape(state.length()).get(NDArrayIndex.interval(12, 24));
    float[] kernel = Weights.floats(squares.get(NDArrayIndex.interval(0, 6)).reshape('f', 3, 2));
    float[] gamma = Weights.floats(squares.get(NDArrayIndex.interval(8, 10)));
    try (HdfFile file = weights(network)) {
      Group variables = (Group) file.getByPath("optimizer/vars");
      assertEquals(2 + 2 * 6, variables.getChildren().size());
      assertEquals((long) STEPS, data(variables, 0));
      assertEquals(0.01f, data(variables, 1));
      float[][] written = (float[][]) data(variables, 3);
      assertArrayEquals(
          kernel,
          new float[] {
            written[0][0], written[0][1], written[1][0], written[1][1], written[2][0], written[2][1]
          });
      assertArrayEquals(gamma, (float[]) data(variables, 7));
      assertTrue(kernel[0] > 0 && gamma[0] > 0);
    }
  }

  @Test
  void plainDescentKeepsStepsAndRate() throws IOException {
    try (HdfFile file = weights(trained(new Sgd(0.5)))) {
      Group variables = (Group) file.getByPath("optimizer/vars");
      assertEquals(2, variables.getChildren().size());
      assertEquals((long) STEPS, data(variables, 0));
      assertEquals(0.5f, data(variables, 1));
    }
  }

  @Test
  void whatHasToBeCompiledHasNone() throws IOException {
    try (HdfFile file = weights(trained(new RmsProp(0.01)))) {
      assertEquals(Set.of("layers", "vars"), file.getChildren().keySet());
    }
  }

  private HdfFile weights(MultiLayerNetwork network) throws IOException {
    Path model = folder.resolve("model.keras");
    KerasExport.of(network, InputType.feedForward(3)).write(model);
    try (ZipFile zip = new ZipFile(model.toFile());
        InputStream in = zip.getInputStream(zip.getEntry("model.weights.h5"))) {
      return HdfFile.fromInputStream(in);
    }
  }

  private static Object data(Group variables, int number) {
    return ((Dataset) variables.getChild(String.valueOf(number))).getData();
  }

  private static MultiLayerNetwork trained(IUpdater updater) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(updater)
                .list(
                    new DenseLayer.Builder().nOut(2).activation(Activation.TANH).build(),
                    new BatchNormalization(),
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.feedForward(3))
                .build());
    network.init();
    for (int i = 0; i < STEPS; i++) {
      network.fit(Nd4j.rand(5, 3), Nd4j.rand(5, 1));
    }
    return network;
  }
}
