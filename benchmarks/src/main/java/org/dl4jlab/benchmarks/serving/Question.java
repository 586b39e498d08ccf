package org.dl4jlab.benchmarks.serving;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/**
 * What is asked: the probabilities of so many images, binary both ways.
 *
 * @param type FP32 or UINT8
 */
record Question(String model, String type, int images) {

  private static final int ELEMENTS = 3 * 32 * 32;

  String path() {
    return "/v2/models/" + model + "/infer";
  }

  String json() {
    return "{\"inputs\":[{\"name\":\"image\",\"shape\":[%d,3,32,32],\"datatype\":\"%s\",\"parameters\":{\"binary_data_size\":%d}}],\"outputs\":[{\"name\":\"probabilities\",\"parameters\":{\"binary_data\":true}}]}"
        .formatted(images, type, size());
  }

  /** Bytes of the tensor. */
  int size() {
    return images * ELEMENTS * (ofFloats() ? Float.BYTES : 1);
  }

  private boolean ofFloats() {
    return type.equals("FP32");
  }

  /** A tensor of noise. */
  byte[] noise(Random random) {
    byte[] noise = new byte[size()];
    if (ofFloats()) {
      ByteBuffer floats = ByteBuffer.wrap(noise).order(ByteOrder.LITTLE_ENDIAN);
      while (floats.hasRemaining()) {
        floats.putFloat(random.nextFloat());
      }
    } else {
      random.nextBytes(noise);
    }
    return noise;
  }
}
