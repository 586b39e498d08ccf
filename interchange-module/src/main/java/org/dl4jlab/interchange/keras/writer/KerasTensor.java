package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What a Keras layer gives.
 *
 * @param layer its name
 * @param type {@code float32}, or {@code int32} of word numbers
 * @param image of which this is the flattened form, pixel by pixel where DL4J has it channel by
 *     channel: {@code [height, width, channels]}; null for none
 * @param sample the shape of each sample, channels last: {@code [features]}, {@code [steps,
 *     features]} or {@code [height, width, channels]}; a size that is free is {@link #FREE}
 */
record KerasTensor(String layer, String type, long[] image, long... sample) {

  static final long FREE = -1;

  KerasTensor(String layer, long... sample) {
    this(layer, "float32", null, sample);
  }

  /** The same as the flattened form of an image. */
  KerasTensor flattenedFrom(long[] newImage) {
    return new KerasTensor(layer, type, newImage, sample);
  }

  long channels() {
    return sample[sample.length - 1];
  }

  boolean isImage() {
    return sample.length == 3;
  }

  boolean isSeries() {
    return sample.length == 2;
  }

  /** The same sample with other channels. */
  long[] withChannels(long channels) {
    long[] changed = sample.clone();
    changed[changed.length - 1] = channels;
    return changed;
  }

  /** How many numbers a sample is made of. */
  long length() {
    long length = 1;
    for (long size : sample) {
      if (size == FREE) {
        return FREE;
      }
      length *= size;
    }
    return length;
  }

  /** The shape with the batch in front, sizes that are free as null. */
  ArrayNode shape() {
    ArrayNode shape = JsonNodeFactory.instance.arrayNode().addNull();
    for (long size : sample) {
      if (size == FREE) {
        shape.addNull();
      } else {
        shape.add(size);
      }
    }
    return shape;
  }
}
