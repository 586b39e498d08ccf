package org.dl4jlab.program;

import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.Upsampling1D;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPadding1DLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping1D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;

/** Reads DL4J's layers that make images and series larger or smaller. */
final class ResizingReader {

  private ResizingReader() {}

  /** Whether a layer is one of those, and for series. */
  static boolean isOfSeries(Layer layer) {
    return layer instanceof ZeroPadding1DLayer
        || layer instanceof Cropping1D
        || layer instanceof Upsampling1D;
  }

  /** Empty for other layers. */
  static Optional<Operation> read(Layer layer) throws UnknownException {
    if (layer instanceof ZeroPadding1DLayer padding) {
      return Optional.of(new Operation.ZeroPadding(margins(padding.getPadding())));
    }
    if (layer instanceof Cropping1D crop) {
      return Optional.of(new Operation.Crop(margins(crop.getCropping())));
    }
    if (layer instanceof Upsampling1D up) {
      return Optional.of(upsampling(up, up.getSize()[0], 1));
    }
    if (layer instanceof ZeroPaddingLayer padding) {
      return Optional.of(
          channelsFirst(
              padding.getDataFormat(), new Operation.ZeroPadding(margins(padding.getPadding()))));
    }
    if (layer instanceof Cropping2D crop) {
      return Optional.of(
          channelsFirst(crop.getDataFormat(), new Operation.Crop(margins(crop.getCropping()))));
    }
    return layer instanceof Upsampling2D up
        ? Optional.of(
            channelsFirst(up.getFormat(), upsampling(up, up.getSize()[0], up.getSize()[1])))
        : Optional.empty();
  }

  private static Operation upsampling(Layer layer, long height, long width)
      throws UnknownException {
    if (layer.getIDropout() != null) {
      throw new UnknownException("has dropout of its own");
    }
    return new Operation.Upsampling(height, width);
  }

  private static Operation channelsFirst(CNN2DFormat format, Operation operation)
      throws UnknownException {
    ConvolutionReader.requireChannelsFirst(format);
    return operation;
  }

  /** Of an image, or of a series, which has two. */
  private static Margins margins(int[] sizes) {
    return sizes.length == 2
        ? new Margins(sizes[0], sizes[1], 0, 0)
        : new Margins(sizes[0], sizes[1], sizes[2], sizes[3]);
  }
}
