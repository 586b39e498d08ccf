package org.dl4jlab.serve.model;

/** The data types of tensors that networks here take or give, as the protocol calls them. */
public enum DataType {
  /** From 0 to 255. */
  UINT8(1),
  /** IEEE 754, 32 bits, little-endian in binary tensors. */
  FP32(Float.BYTES),
  /** Byte strings, such as texts in UTF-8; in binary tensors each behind its length in 4 bytes. */
  BYTES(0);

  private final int size;

  DataType(int size) {
    this.size = size;
  }

  /** Bytes of an element, 0 where they vary. */
  public int size() {
    return size;
  }
}
