package org.dl4jlab.testing.engine;

import static org.dl4jlab.testing.engine.ChainNetworks.image;
import static org.dl4jlab.testing.engine.ChainNetworks.vector;
import static org.dl4jlab.testing.engine.SuiteLayers.act;
import static org.dl4jlab.testing.engine.SuiteLayers.conv;
import static org.dl4jlab.testing.engine.SuiteLayers.dense;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;
import org.nd4j.linalg.learning.config.Sgd;

/** Each of DL4J's activation functions, within a dense layer, behind one, and on images. */
final class ActivationNetworks {

  private ActivationNetworks() {}

  static List<NetworkCase> all() {
    List<NetworkCase> cases = new ArrayList<>();
    // The slopes of RRELU are random, and cubes of cubes run away.
    for (Activation activation :
        EnumSet.complementOf(EnumSet.of(Activation.RRELU, Activation.CUBE))) {
      cases.add(features(activation.toString(), activation.getActivationFunction()));
    }
    cases.add(
        vector(
            "activation: CUBE",
            new Sgd(0.05),
            dense(9, Activation.TANH),
            act(Activation.CUBE),
            dense(7, Activation.TANH)));
    Stream.of(
            new ActivationGELU(true),
            new ActivationELU(0.5),
            new ActivationLReLU(-0.1),
            new ActivationThresholdedReLU(0.2))
        .forEach(function -> cases.add(features(function.toString(), function)));
    cases.add(features("RELU up to 1", new ActivationReLU(1.0, null, null)));
    cases.add(features("RELU from 0.3 on", new ActivationReLU(null, 0.3, null)));
    cases.add(features("RELU with a slope", new ActivationReLU(2.0, 0.3, 0.1)));
    for (Activation activation :
        List.of(Activation.SWISH, Activation.RELU6, Activation.SOFTSIGN, Activation.SOFTMAX)) {
      cases.add(
          image(
              "activation: " + activation + " on images",
              new Sgd(0.05),
              0,
              conv(16, 3, 1, ConvolutionMode.Same),
              act(activation),
              conv(6, 3, 2, ConvolutionMode.Same),
              act(activation)));
    }
    return cases;
  }

  static List<NetworkCase> smooth() {
    return Stream.of(
            Activation.GELU,
            Activation.SWISH,
            Activation.MISH,
            Activation.SOFTPLUS,
            Activation.SOFTSIGN,
            Activation.CUBE)
        .map(
            activation ->
                vector(
                    "smooth " + activation,
                    new Sgd(1),
                    dense(6, activation),
                    dense(5, Activation.TANH)))
        .toList();
  }

  private static NetworkCase features(String name, IActivation function) {
    return vector(
        "activation: " + name,
        new Sgd(0.05),
        dense(9, Activation.IDENTITY),
        new ActivationLayer(function),
        new DenseLayer.Builder().nOut(7).activation(function).build());
  }
}
