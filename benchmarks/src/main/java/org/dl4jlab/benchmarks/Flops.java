package org.dl4jlab.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.nets.NetworkOptions;

/** Multiplications and additions of the convolutions and matrix products of one sample. */
final class Flops {

  private final List<Double> layers = new ArrayList<>();

  Flops(ImageNetwork network) {
    NetworkOptions options = NetworkOptions.cifar10();
    ComputationGraphConfiguration configuration = network.configuration(options);
    var types =
        configuration
            .clone()
            .getLayerActivationTypes(
                true,
                false,
                InputType.convolutional(options.height(), options.width(), options.channels()));
    configuration
        .getVertices()
        .forEach(
            (name, vertex) -> {
              if (vertex instanceof LayerVertex layer) {
                add(layer.getLayerConf().getLayer(), types.get(name));
              }
            });
  }

  private void add(Layer layer, InputType output) {
    if (layer instanceof ConvolutionLayer conv) {
      var image = (InputType.InputTypeConvolutional) output;
      double window = (double) conv.getKernelSize()[0] * conv.getKernelSize()[1] * conv.getNIn();
      layers.add(2 * window * conv.getNOut() * image.getHeight() * image.getWidth());
    } else if (layer instanceof DenseLayer || layer instanceof OutputLayer) {
      FeedForwardLayer dense = (FeedForwardLayer) layer;
      layers.add(2.0 * dense.getNIn() * dense.getNOut());
    }
  }

  double predict() {
    return layers.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Forward, and backward for weights and data; the input needs no gradient. */
  double train() {
    return 3 * predict() - layers.get(0);
  }
}
