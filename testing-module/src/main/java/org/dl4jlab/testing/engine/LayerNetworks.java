package org.dl4jlab.testing.engine;

import static org.dl4jlab.testing.engine.ChainNetworks.image;
import static org.dl4jlab.testing.engine.SuiteLayers.act;
import static org.dl4jlab.testing.engine.SuiteLayers.adam;
import static org.dl4jlab.testing.engine.SuiteLayers.base;
import static org.dl4jlab.testing.engine.SuiteLayers.chain;
import static org.dl4jlab.testing.engine.SuiteLayers.conv;
import static org.dl4jlab.testing.engine.SuiteLayers.dense;
import static org.dl4jlab.testing.engine.SuiteLayers.global;
import static org.dl4jlab.testing.engine.SuiteLayers.noBias;
import static org.dl4jlab.testing.engine.SuiteLayers.softmax;
import static org.dl4jlab.testing.engine.SuiteLayers.windows;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.Upsampling1D;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPadding1DLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping1D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;

/** Layers that the lecture's networks do not have. */
final class LayerNetworks {

  private LayerNetworks() {}

  static List<NetworkCase> all() {
    return List.of(
        image(
            "layer: upsampling",
            new Sgd(0.05),
            0,
            conv(16, 3, 2, ConvolutionMode.Same),
            new Upsampling2D.Builder().size(new int[] {2, 3}).build(),
            conv(5, 3, 2, ConvolutionMode.Same)),
        image(
            "layer: zero padding",
            adam(0.01),
            0,
            conv(16, 3, 2, ConvolutionMode.Same),
            new ZeroPaddingLayer.Builder(1, 2, 3, 0).build(),
            act(Activation.SIGMOID),
            conv(6, 3, 2, ConvolutionMode.Truncate)),
        image(
            "layer: cropping",
            adam(0.01),
            0,
            conv(16, 3, 1, ConvolutionMode.Same),
            new Cropping2D.Builder(1, 2, 3, 0).build(),
            act(Activation.TANH)),
        image(
            "layer: global sum pooling",
            new Sgd(0.001),
            0,
            conv(16, 3, 2, ConvolutionMode.Same),
            act(Activation.TANH),
            global(PoolingType.SUM)),
        image(
            "layer: locked batch norm",
            new Sgd(0.05),
            0,
            noBias(),
            locked(1, 0),
            act(Activation.RELU),
            dense(7, Activation.TANH),
            locked(1.5, -0.25)),
        image(
            "layer: depthwise convolution",
            adam(0.01),
            0,
            conv(16, 3, 2, ConvolutionMode.Same),
            depthwise(1),
            act(Activation.TANH)),
        image(
            "layer: depthwise convolution of several filters",
            adam(0.01),
            0,
            depthwise(2),
            act(Activation.RELU),
            depthwise(3)),
        image(
            "layer: separable convolution",
            adam(0.01),
            0,
            separable(16, 1),
            act(Activation.RELU),
            separable(5, 2)),
        series("layer: causal convolution", causal(3, 1, 2), causal(2, 2, 1)),
        series(
            "layer: series of other lengths",
            new ZeroPadding1DLayer.Builder(2, 1).build(),
            windows(3, 6, Activation.TANH),
            new Upsampling1D.Builder(2).build(),
            new Cropping1D.Builder(1, 3).build(),
            windows(2, 5, Activation.TANH)));
  }

  static List<NetworkCase> smooth() {
    return List.of(
        image(
            "smooth upsampling",
            new Sgd(1),
            0,
            conv(3, 3, 2, ConvolutionMode.Same),
            new Upsampling2D.Builder(2).build(),
            new ZeroPaddingLayer.Builder(1, 0, 2, 1).build(),
            conv(3, 3, 2, ConvolutionMode.Truncate)),
        image("smooth separable convolution", new Sgd(1), 0, separable(3, 2)));
  }

  private static Layer depthwise(int filters) {
    return new DepthwiseConvolution2D.Builder(3, 2)
        .depthMultiplier(filters)
        .stride(2, 1)
        .convolutionMode(ConvolutionMode.Same)
        .build();
  }

  private static Layer separable(int filters, int ofChannel) {
    return new SeparableConvolution2D.Builder(2, 3)
        .nOut(filters)
        .depthMultiplier(ofChannel)
        .convolutionMode(ConvolutionMode.Same)
        .build();
  }

  private static Layer locked(double gamma, double beta) {
    return new BatchNormalization.Builder()
        .lockGammaBeta(true)
        .gamma(gamma)
        .beta(beta)
        .decay(0.8)
        .eps(1e-3)
        .build();
  }

  private static Layer causal(int taps, int stride, int dilation) {
    return new Convolution1DLayer.Builder(taps)
        .nOut(6)
        .stride(stride)
        .dilation(dilation)
        .convolutionMode(ConvolutionMode.Causal)
        .activation(Activation.TANH)
        .build();
  }

  private static NetworkCase series(String name, Layer first, Layer... others) {
    List<Layer> layers = new ArrayList<>(List.of(first));
    layers.addAll(List.of(others));
    layers.add(global(PoolingType.AVG));
    return NetworkCase.of(
        name,
        chain(base(new Sgd(0.1), 0), InputType.recurrent(4, 10), layers, softmax(3)),
        new int[] {4, 10},
        3,
        true);
  }
}
