package org.dl4jlab.interchange.keras.writer;

import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.dl4jlab.interchange.Weights;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Dense layers, activations, batch normalization. */
final class DenseWriters {

  private DenseWriters() {}

  static void dense(DenseLayer layer, LayerScope scope) throws RefusedException {
    if (layer.hasLayerNorm()) {
      throw new RefusedException("has layer normalization");
    }
    dense(layer.getNOut(), layer.hasBias(), layer.getActivationFn(), scope);
  }

  static void output(BaseOutputLayer layer, LayerScope scope) throws RefusedException {
    if (layer instanceof RnnOutputLayer) {
      SeriesWriters.requireStepsLast(((RnnOutputLayer) layer).getRnnDataFormat());
    }
    dense(layer.getNOut(), layer.hasBias(), layer.getActivationFn(), scope);
  }

  private static void dense(long units, boolean bias, IActivation activation, LayerScope scope)
      throws RefusedException {
    requireKnown(activation);
    INDArray kernel = byPixels(scope.table("W"), scope);
    scope.add(
        "Dense",
        config ->
            config
                .put("units", units)
                .put("activation", scope.named(activation))
                .put("use_bias", bias),
        scope.current().withChannels(units),
        bias ? new INDArray[] {kernel, scope.bias()} : new INDArray[] {kernel});
    scope.addActivation(activation);
  }

  /** The rows of what reads a flattened image in Keras' order: pixel by pixel. */
  private static INDArray byPixels(INDArray rows, LayerScope scope) {
    long[] image = scope.flattened();
    return image == null
        ? rows
        : rows.dup('c')
            .reshape(image[2], image[0], image[1], rows.size(1))
            .permute(1, 2, 0, 3)
            .dup('c')
            .reshape(rows.shape());
  }

  static void loss(LossLayer layer, LayerScope scope) throws RefusedException {
    activation(layer.getActivationFn(), scope);
  }

  /** Its softmax goes over the features of each step, as Keras' does. */
  static void lossOfSteps(RnnLossLayer layer, LayerScope scope) throws RefusedException {
    SeriesWriters.requireStepsLast(layer.getRnnDataFormat());
    requireKnown(layer.getActivationFn());
    addActivation(layer.getActivationFn(), scope);
  }

  /** Its softmax goes over the channels of each pixel, as Keras' does. */
  static void lossOfPixels(CnnLossLayer layer, LayerScope scope) throws RefusedException {
    ConvolutionWriters.requireChannelsFirst(layer.getFormat());
    requireKnown(layer.getActivationFn());
    addActivation(layer.getActivationFn(), scope);
  }

  /** Slopes of each number, or shared along dimensions of size 1. */
  static void prelu(PReLULayer layer, LayerScope scope) {
    INDArray slopes = scope.table("W");
    long[] sample = scope.current().sample();
    INDArray channelsLast =
        switch (sample.length) {
          case 3 -> slopes.permute(1, 2, 0);
          case 2 -> slopes.permute(1, 0);
          default -> slopes;
        };
    long[] shared =
        IntStream.range(0, sample.length)
            .filter(d -> channelsLast.size(d) == 1 && sample[d] != 1)
            .mapToLong(d -> d + 1L)
            .toArray();
    scope.add(
        "PReLU",
        shared.length == 0 ? config -> {} : LayerScope.list("shared_axes", shared),
        sample,
        channelsLast);
  }

  static void activation(ActivationLayer layer, LayerScope scope) throws RefusedException {
    activation(layer.getActivationFn(), scope);
  }

  private static void activation(IActivation activation, LayerScope scope) throws RefusedException {
    requireKnown(activation);
    requireOverChannels(activation, scope);
    addActivation(activation, scope);
  }

  private static void addActivation(IActivation activation, LayerScope scope) {
    if (activation instanceof ActivationIdentity) {
      return;
    }
    KerasActivations.AsLayer layer = KerasActivations.layer(activation).orElseThrow();
    scope.add(layer.type(), layer.settings(), scope.current().sample());
  }

  /** DL4J's softmax goes over the last dimension, which is Keras' last one for features only. */
  static void requireOverChannels(IActivation activation, LayerScope scope)
      throws RefusedException {
    if (activation instanceof ActivationSoftmax && scope.outputSample().length > 1) {
      throw new RefusedException("has a softmax over the steps of series or the rows of images");
    }
  }

  /** Refuses a function that Keras does not have. */
  static void requireKnown(IActivation activation) throws RefusedException {
    if (!KerasActivations.has(activation)) {
      throw new RefusedException("has the activation '%s'".formatted(activation));
    }
  }

  static void batchNorm(BatchNormalization layer, LayerScope scope) throws RefusedException {
    if (layer.getCnn2DFormat() != CNN2DFormat.NCHW) {
      throw new RefusedException("has channels last");
    }
    boolean locked = layer.isLockGammaBeta();
    if (locked && (layer.getGamma() != 1 || layer.getBeta() != 0)) {
      throw new RefusedException("has a locked gamma or beta of its own");
    }
    INDArray mean = vector(scope.table("mean"), scope);
    INDArray variance =
        vector(
            layer.isUseLogStd()
                ? Nd4j.create(Weights.variance(scope.table("log10stdev"), true))
                : scope.table("var"),
            scope);
    scope.add(
        "BatchNormalization",
        config ->
            config
                .put("momentum", layer.getDecay())
                .put("epsilon", layer.getEps())
                .put("center", !locked)
                .put("scale", !locked),
        scope.current().sample(),
        locked
            ? new INDArray[] {mean, variance}
            : new INDArray[] {
              vector(scope.table("gamma"), scope),
              vector(scope.table("beta"), scope),
              mean,
              variance
            });
  }

  private static INDArray vector(INDArray array, LayerScope scope) {
    return byPixels(array.reshape(array.length(), 1), scope).reshape(array.length());
  }
}
