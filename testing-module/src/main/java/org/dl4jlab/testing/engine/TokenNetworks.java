package org.dl4jlab.testing.engine;

import static org.dl4jlab.testing.engine.SuiteLayers.act;
import static org.dl4jlab.testing.engine.SuiteLayers.adam;
import static org.dl4jlab.testing.engine.SuiteLayers.base;
import static org.dl4jlab.testing.engine.SuiteLayers.chain;
import static org.dl4jlab.testing.engine.SuiteLayers.dense;
import static org.dl4jlab.testing.engine.SuiteLayers.global;
import static org.dl4jlab.testing.engine.SuiteLayers.windows;
import static org.dl4jlab.testing.engine.SuiteLayers.windowsWithoutBias;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.dl4jlab.data.EmbeddingMatrix;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks that read texts: looked up where they begin with a convolution and a global maximum. */
final class TokenNetworks {

  private static final int WORDS = 300;

  private TokenNetworks() {}

  static List<NetworkCase> all() {
    return List.of(
        words("words: the lecture's network", 12, 20, windows(3, 24, Activation.RELU)),
        words(
            "words: five classes",
            12,
            20,
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(5)
                .activation(Activation.SOFTMAX)
                .build(),
            new NetworkCase.Output(5, true),
            windows(3, 24, Activation.RELU)),
        words("words: one tap", 5, 7, windows(1, 6, Activation.IDENTITY)),
        words("words: two taps", 40, 9, windows(2, 17, Activation.TANH)),
        words("words: texts of one window", 9, 5, windows(5, 33, Activation.RELU)),
        words(
            "words: no bias, activation as a layer",
            8,
            30,
            windowsWithoutBias(4, 10),
            new ActivationLayer(new ActivationLReLU(0.3))),
        words(
            "words: of dropped numbers, which only arrays can be",
            6,
            11,
            new DropoutLayer(0.8),
            windows(3, 8, Activation.RELU)));
  }

  /** Layers up to the global maximum, over texts of random words of two classes. */
  private static NetworkCase words(String name, int vectorSize, int tokens, Layer... convolution) {
    return words(
        name,
        vectorSize,
        tokens,
        new OutputLayer.Builder(LossFunction.XENT).nOut(1).activation(Activation.SIGMOID).build(),
        new NetworkCase.Output(1, false),
        convolution);
  }

  private static NetworkCase words(
      String name,
      int vectorSize,
      int tokens,
      OutputLayer last,
      NetworkCase.Output output,
      Layer... convolution) {
    List<Layer> layers = new ArrayList<>(List.of(convolution));
    layers.addAll(
        List.of(
            global(PoolingType.MAX),
            dense(10, Activation.IDENTITY),
            new DropoutLayer(0.8),
            act(Activation.RELU)));
    ComputationGraphConfiguration configuration =
        chain(base(adam(0.001), 0.001), InputType.recurrent(vectorSize, tokens), layers, last);
    return NetworkCase.ofTokens(name, configuration, tokens, table(WORDS, vectorSize), output);
  }

  private static EmbeddingMatrix table(int words, int size) {
    Random random = new Random(5);
    float[] values = new float[words * size];
    for (int i = size; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new EmbeddingMatrix(values, size);
  }
}
