package org.dl4jlab.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.weights.WeightInitIdentity;

/**
 * Multiplications and additions of the convolutions, LSTMs and matrix products of one sample, where
 * every place is computed. Who looks up words does fewer, so that its rate may exceed the
 * machine's.
 */
final class Flops {

  private static final int GATES = 4;

  private final List<Double> layers = new ArrayList<>();

  Flops(Task task) {
    ComputationGraphConfiguration configuration = task.configuration();
    var types = configuration.clone().getLayerActivationTypes(true, false, task.input());
    configuration
        .getVertices()
        .forEach(
            (name, vertex) -> {
              if (vertex instanceof LayerVertex layer) {
                add(layer.getLayerConf().getLayer(), task.input(), types.get(name));
              }
            });
  }

  /**
   * @param input the network's
   * @param output the layer's
   */
  private void add(Layer layer, InputType input, InputType output) {
    if (layer instanceof ConvolutionLayer conv) {
      if (isShift(conv)) {
        return;
      }
      layers.add(2.0 * window(conv) * conv.getNIn() * conv.getNOut() * places(output));
    } else if (layer instanceof DenseLayer || layer instanceof BaseOutputLayer) {
      FeedForwardLayer dense = (FeedForwardLayer) layer;
      layers.add(2.0 * dense.getNIn() * dense.getNOut() * places(output));
    } else if (layer instanceof LSTM lstm) {
      layers.add(lstm(lstm) * places(output));
    } else if (layer instanceof Bidirectional both) {
      // DL4J forgets how long such a layer's result is
      layers.add(2 * lstm((LSTM) both.getFwd()) * places(input));
    }
  }

  /** Whether it only adds its bias: an identity that is never trained. */
  private static boolean isShift(ConvolutionLayer conv) {
    return window(conv) == 1
        && conv.getNIn() == conv.getNOut()
        && conv.getWeightInitFn() instanceof WeightInitIdentity
        && conv.getIUpdater().getLearningRate(0, 0) == 0;
  }

  /** Of one step. */
  private static double lstm(LSTM layer) {
    return 2.0 * GATES * (layer.getNIn() + layer.getNOut()) * layer.getNOut();
  }

  private static int window(ConvolutionLayer conv) {
    boolean series = conv instanceof Convolution1DLayer;
    return series ? conv.getKernelSize()[0] : conv.getKernelSize()[0] * conv.getKernelSize()[1];
  }

  private static long places(InputType output) {
    if (output instanceof InputType.InputTypeRecurrent series) {
      return series.getTimeSeriesLength();
    }
    return output instanceof InputType.InputTypeConvolutional image
        ? image.getHeight() * image.getWidth()
        : 1;
  }

  double predict() {
    return layers.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Forward, and backward for weights and data; the input needs no gradient. */
  double train() {
    return 3 * predict() - layers.get(0);
  }
}
