package org.dl4jlab.interchange.keras.writer;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.interchange.keras.ImportedModel;
import org.dl4jlab.interchange.keras.KerasImport;
import org.dl4jlab.testing.engine.Batches;
import org.dl4jlab.testing.engine.NetworkCase;
import org.dl4jlab.testing.engine.NetworkCase.Mask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A training that was written for Keras and read again takes the steps that it would have taken,
 * with what its optimizer remembers; where Keras has it not, nothing is said of it.
 */
class SameStepsTest {

  private static final int STEPS_BEFORE = 2;
  private static final int STEPS_AFTER = 2;
  private static final int SAMPLES = 4;
  private static final double TOLERANCE = 1e-5;

  /** Networks that Keras would train otherwise. */
  private static final Set<String> UNTRAINED =
      Set.of(
          "loss: LossMCXENT of SOFTMAX",
          "loss: LossSparseMCXENT of SOFTMAX",
          "loss: LossMixtureDensity of IDENTITY",
          "loss: LossMAPE of SOFTPLUS",
          "loss: LossMSLE of SOFTPLUS",
          "loss: LossHinge of TANH",
          "loss: LossSquaredHinge of TANH",
          "loss: LossPoisson of SOFTPLUS",
          "loss: LossWasserstein of IDENTITY",
          "loss: LossMultiLabel of TANH",
          "loss: LossFMeasure of SIGMOID",
          "branches: two outputs",
          "stock: weights dropped",
          "stock: batch normalization with clipped gradients",
          "segments",
          "segments: of a frozen layer",
          "updater: AdaGrad",
          "updater: AdaMax",
          "updater: AdaMax without gradients",
          "updater: Nadam",
          "updater: NoOp",
          "updater: RmsProp",
          "updater: AMSGrad, scheduled",
          "updater: AdaMax, scheduled",
          "updater: Adam, scheduled",
          "updater: Nadam, scheduled",
          "updater: RmsProp, scheduled",
          "updater: Sgd, scheduled",
          "updater: Sgd, scheduled by epochs",
          "updater: Nesterovs, scheduled",
          "updater: Nesterovs with scheduled momentum",
          "penalty: weight decay",
          "penalty: weight decay without the rate",
          "penalty: l1 and weight decay",
          "penalty: weight decay of biases",
          "penalty: two of a kind, scheduled",
          "penalty: weight decay beside an updater without rate",
          "penalty: l1 of filters",
          "gradients: of each layer to 1",
          "gradients: of each array to 1",
          "gradients: elements clipped",
          "gradients: of each layer clipped",
          "gradients: of each array clipped",
          "gradients: nothing to clip",
          "gradients: of filters clipped",
          "constraint: max norm",
          "constraint: min and max norm",
          "constraint: non-negative",
          "constraint: unit norm",
          "constraint: on weights and biases",
          "sums over the batch",
          "squared errors summed over the batch",
          "an updater for each layer");

  /** Networks that drop at random, though their names do not say so. */
  private static final Set<String> BY_CHANCE =
      Set.of("batchnorm", "sentiment", "no bias", "list: dense", "frozen: on images");

  /** Its own backward pass through "same" padding fails in DL4J. */
  private static final String BROKEN = "layer: separable convolution";

  @TempDir private Path folder;

  /** Chance goes another way after reading. */
  static Stream<NetworkCase> written() {
    return KerasRoundTripTest.written()
        .filter(
            net ->
                net.table() == null
                    && net.masks().features() == Mask.NONE
                    && net.masks().labels() == Mask.NONE)
        .filter(net -> !net.name().matches(".*(dropout|noise|random|dropped).*"))
        .filter(net -> !BY_CHANCE.contains(net.name()) && !net.name().equals(BROKEN));
  }

  @ParameterizedTest
  @MethodSource("written")
  void goesOnAlike(NetworkCase net) throws IOException {
    Model model = net.model();
    Random random = new Random(4);
    for (int i = 0; i < STEPS_BEFORE; i++) {
      fit(model, batch(net, random));
    }
    Path file = folder.resolve("model.keras");
    KerasExport.of(model, KerasRoundTripTest.inputTypes(net)).write(file);
    ImportedModel imported = KerasImport.read(file);
    assertEquals(!UNTRAINED.contains(net.name()), imported.compiled(), imported.notes()::toString);
    if (!imported.compiled()) {
      return;
    }
    assertEquals(STEPS_BEFORE, imported.steps());
    for (int i = 0; i < STEPS_AFTER; i++) {
      MultiDataSet batch = batch(net, random);
      fit(model, batch);
      fit(imported.graph(), batch);
    }
    INDArray[] inputs = batch(net, random).getFeatures();
    INDArray[] expected = KerasRoundTripTest.outputs(model, inputs);
    INDArray[] actual = KerasRoundTripTest.outputs(imported.graph(), inputs);
    for (int i = 0; i < expected.length; i++) {
      assertClose("output " + i, expected[i], actual[i], TOLERANCE);
    }
  }

  private static MultiDataSet batch(NetworkCase net, Random random) {
    return ((ArrayBatch) Batches.of(net, SAMPLES, random)).arrays();
  }

  private static void fit(Model model, MultiDataSet batch) {
    if (model instanceof ComputationGraph graph) {
      graph.fit(copies(batch.getFeatures()), copies(batch.getLabels()));
    } else {
      ((MultiLayerNetwork) model).fit(batch.getFeatures(0).dup(), batch.getLabels(0).dup());
    }
  }

  private static INDArray[] copies(INDArray[] arrays) {
    return Arrays.stream(arrays).map(INDArray::dup).toArray(INDArray[]::new);
  }

  /** As {@code keras.saving.load_model} wants them. */
  @Test
  void lossesOfStepsPenaltiesAndClippingInKerasWords() throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .updater(new Sgd(0.5))
                .l2(0.02)
                .l1Bias(0.03)
                .gradientNormalization(GradientNormalization.ClipL2PerParamType)
                .gradientNormalizationThreshold(0.4)
                .list(
                    new LSTM.Builder().nOut(2).build(),
                    new RnnOutputLayer.Builder(LossFunction.XENT)
                        .nOut(3)
                        .activation(Activation.SIGMOID)
                        .build())
                .setInputType(InputType.recurrent(4, 5))
                .build());
    network.init();
    Path file = folder.resolve("model.keras");
    KerasExport.of(network, InputType.recurrent(4, 5)).write(file);
    JsonNode config = KerasFile.read(file).config();
    JsonNode compiled = config.required("compile_config");
    // DL4J's loss is the sum over five steps and three outputs, Keras' the mean.
    assertEquals("binary_crossentropy", compiled.required("loss").asText());
    assertEquals(15, compiled.required("loss_weights").asDouble());
    assertEquals(0.4, compiled.at("/optimizer/config/clipnorm").asDouble());
    assertTrue(compiled.at("/optimizer/config/clipvalue").isNull());
    JsonNode lstm = config.at("/config/layers/1/config");
    String penalty =
        "{\"module\":\"keras.regularizers\",\"class_name\":\"%s\",\"config\":{\"%s\":%s},\"registered_name\":null}";
    String squares = penalty.formatted("L2", "l2", "0.01");
    assertEquals(squares, lstm.required("kernel_regularizer").toString());
    assertEquals(squares, lstm.required("recurrent_regularizer").toString());
    assertEquals(
        penalty.formatted("L1", "l1", "0.03"), lstm.required("bias_regularizer").toString());
    assertTrue(lstm.required("activity_regularizer").isNull());
  }
}
