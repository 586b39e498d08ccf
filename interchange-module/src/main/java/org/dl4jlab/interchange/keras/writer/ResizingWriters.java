package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.layers.Upsampling1D;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPadding1DLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping1D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;

/** What makes images and series larger or smaller. */
final class ResizingWriters {

  private ResizingWriters() {}

  static void padding2d(ZeroPaddingLayer layer, LayerScope scope) throws RefusedException {
    ConvolutionWriters.requireChannelsFirst(layer.getDataFormat());
    scope.add("ZeroPadding2D", pairs("padding", layer.getPadding()), scope.outputSample());
  }

  static void padding1d(ZeroPadding1DLayer layer, LayerScope scope) {
    scope.add("ZeroPadding1D", pair("padding", layer.getPadding()), scope.outputSample());
  }

  static void cropping2d(Cropping2D layer, LayerScope scope) throws RefusedException {
    ConvolutionWriters.requireChannelsFirst(layer.getDataFormat());
    scope.add("Cropping2D", pairs("cropping", layer.getCropping()), scope.outputSample());
  }

  static void cropping1d(Cropping1D layer, LayerScope scope) {
    scope.add("Cropping1D", pair("cropping", layer.getCropping()), scope.outputSample());
  }

  static void upsampling2d(Upsampling2D layer, LayerScope scope) throws RefusedException {
    ConvolutionWriters.requireChannelsFirst(layer.getFormat());
    int[] size = layer.getSize();
    scope.add("UpSampling2D", LayerScope.list("size", size[0], size[1]), scope.outputSample());
  }

  static void upsampling1d(Upsampling1D layer, LayerScope scope) {
    int size = layer.getSize()[0];
    scope.add("UpSampling1D", config -> config.put("size", size), scope.outputSample());
  }

  /** Adds margins of zeros in front of a layer that has them itself in DL4J. */
  static void addMargins(long[] margins, LayerScope scope) {
    long[] sample = scope.current().sample().clone();
    for (int i = 0; i < margins.length; i++) {
      sample[i] = sample[i] == KerasTensor.FREE ? KerasTensor.FREE : sample[i] + 2 * margins[i];
    }
    int height = (int) margins[0];
    if (margins.length == 1) {
      scope.addHelper("ZeroPadding1D", pair("padding", height, height), sample);
    } else {
      int width = (int) margins[1];
      scope.addHelper("ZeroPadding2D", pairs("padding", height, height, width, width), sample);
    }
  }

  private static Consumer<ObjectNode> pair(String field, int... sizes) {
    return LayerScope.list(field, sizes[0], sizes[1]);
  }

  /** Of height and of width. */
  private static Consumer<ObjectNode> pairs(String field, int... sizes) {
    return config -> {
      ArrayNode pairs = config.putArray(field);
      pairs.addArray().add(sizes[0]).add(sizes[1]);
      pairs.addArray().add(sizes[2]).add(sizes[3]);
    };
  }
}
