package org.dl4jlab.testing.engine;

import static org.dl4jlab.testing.engine.SuiteLayers.adam;
import static org.dl4jlab.testing.engine.SuiteLayers.base;
import static org.dl4jlab.testing.engine.SuiteLayers.conv;
import static org.dl4jlab.testing.engine.SuiteLayers.dense;
import static org.dl4jlab.testing.engine.SuiteLayers.norm;
import static org.dl4jlab.testing.engine.SuiteLayers.pool;
import static org.dl4jlab.testing.engine.SuiteLayers.softmax;

import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Lists of layers, which DL4J calls a MultiLayerNetwork. */
final class ListNetworks {

  private ListNetworks() {}

  static List<NetworkCase> all() {
    return List.of(
        NetworkCase.of(
            "list: dense",
            layers(
                adam(0.01),
                InputType.feedForward(13),
                dense(9, Activation.TANH),
                new DropoutLayer(0.8),
                softmax(4)),
            new int[] {13},
            4,
            true),
        NetworkCase.of(
            "list: images",
            layers(
                new Nesterovs(0.02, 0.9),
                InputType.convolutional(11, 9, 3),
                conv(6, 3, 1, ConvolutionMode.Same),
                norm(),
                pool(PoolingType.MAX, 2, 2),
                dense(7, Activation.RELU),
                softmax(5)),
            new int[] {3, 11, 9},
            5,
            true));
  }

  private static MultiLayerConfiguration layers(
      IUpdater updater, InputType input, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list = base(updater, 0).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    return list.setInputType(input).build();
  }
}
