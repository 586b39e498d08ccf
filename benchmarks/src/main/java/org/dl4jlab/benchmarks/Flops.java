package org.dl4jlab.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;

/**
 * Multiplications and additions of the convolutions and matrix products of one sample, where every
 * place is computed. Who looks up words does fewer, so that its rate may exceed the machine's.
 */
final class Flops {

  private final List<Double> layers = new ArrayList<>();

  Flops(Workload task) {
    ComputationGraphConfiguration configuration = task.configuration();
    var types = configuration.clone().getLayerActivationTypes(true, false, task.input());
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
      layers.add(2.0 * window(conv) * conv.getNIn() * conv.getNOut() * places(output));
    } else if (layer instanceof DenseLayer || layer instanceof OutputLayer) {
      FeedForwardLayer dense = (FeedForwardLayer) layer;
      layers.add(2.0 * dense.getNIn() * dense.getNOut());
    }
  }

  private static int window(ConvolutionLayer conv) {
    boolean series = conv instanceof Convolution1DLayer;
    return series ? conv.getKernelSize()[0] : conv.getKernelSize()[0] * conv.getKernelSize()[1];
  }

  private static long places(InputType output) {
    if (output instanceof InputType.InputTypeRecurrent series) {
      return series.getTimeSeriesLength();
    }
    var image = (InputType.InputTypeConvolutional) output;
    return image.getHeight() * image.getWidth();
  }

  double predict() {
    return layers.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Forward, and backward for weights and data; the input needs no gradient. */
  double train() {
    return 3 * predict() - layers.get(0);
  }
}
