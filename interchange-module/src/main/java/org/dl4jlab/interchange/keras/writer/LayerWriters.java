package org.dl4jlab.interchange.keras.writer;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling1D;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPadding1DLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping1D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;

/** The writer of each kind of layer. */
final class LayerWriters {

  private static final Map<Class<?>, LayerWriter<?>> ALL = new HashMap<>();

  static {
    put(DenseLayer.class, DenseWriters::dense);
    put(OutputLayer.class, DenseWriters::output);
    put(RnnOutputLayer.class, DenseWriters::output);
    put(LossLayer.class, DenseWriters::loss);
    put(RnnLossLayer.class, DenseWriters::lossOfSteps);
    put(CnnLossLayer.class, DenseWriters::lossOfPixels);
    put(PReLULayer.class, DenseWriters::prelu);
    put(ActivationLayer.class, DenseWriters::activation);
    put(DropoutLayer.class, (layer, scope) -> {});
    put(BatchNormalization.class, DenseWriters::batchNorm);
    put(ConvolutionLayer.class, ConvolutionWriters::convolution2d);
    put(Convolution1DLayer.class, ConvolutionWriters::convolution1d);
    put(DepthwiseConvolution2D.class, ConvolutionWriters::depthwise);
    put(Deconvolution2D.class, ConvolutionWriters::transposed);
    put(SeparableConvolution2D.class, ConvolutionWriters::separable);
    put(SubsamplingLayer.class, PoolingWriters::pooling2d);
    put(Subsampling1DLayer.class, PoolingWriters::pooling1d);
    put(GlobalPoolingLayer.class, PoolingWriters::global);
    put(ZeroPaddingLayer.class, ResizingWriters::padding2d);
    put(ZeroPadding1DLayer.class, ResizingWriters::padding1d);
    put(Cropping2D.class, ResizingWriters::cropping2d);
    put(Cropping1D.class, ResizingWriters::cropping1d);
    put(Upsampling2D.class, ResizingWriters::upsampling2d);
    put(Upsampling1D.class, ResizingWriters::upsampling1d);
    put(EmbeddingSequenceLayer.class, SeriesWriters::embeddings);
    put(EmbeddingLayer.class, SeriesWriters::embedding);
    put(LSTM.class, SeriesWriters::lstm);
    put(SimpleRnn.class, SeriesWriters::simpleRnn);
    put(LastTimeStep.class, SeriesWriters::lastStep);
    put(Bidirectional.class, SeriesWriters::bidirectional);
  }

  private LayerWriters() {}

  private static <T extends Layer> void put(Class<T> type, LayerWriter<T> writer) {
    ALL.put(type, writer);
  }

  /** Adds what a layer is in Keras, its input's dropout in front. */
  static void write(Layer layer, LayerScope scope) throws RefusedException {
    if (!ALL.containsKey(layer.getClass())) {
      throw new RefusedException("is of the type " + layer.getClass().getSimpleName());
    }
    addDropout(layer, scope);
    dispatch(layer, scope);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Layer> void dispatch(T layer, LayerScope scope)
      throws RefusedException {
    ((LayerWriter<T>) ALL.get(layer.getClass())).write(layer, scope);
  }

  private static void addDropout(Layer layer, LayerScope scope) throws RefusedException {
    if (layer.getIDropout() == null) {
      return;
    }
    NoiseWriters.Noise noise = NoiseWriters.of(layer.getIDropout(), scope.current());
    long[] sample = scope.current().sample();
    if (layer instanceof DropoutLayer) {
      scope.add(noise.type(), noise.settings(), sample);
    } else {
      scope.addHelper(noise.type(), noise.settings(), sample);
    }
  }
}
