package org.dl4jlab.onednn.lowering;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.Pointer;
import org.dl4jlab.onednn.primitive.Address;
import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Tensors as arrays of ND4J's, for what DL4J computes itself; both are row-major. */
final class StockArrays {

  private StockArrays() {}

  /** A copy, which DL4J may overwrite. */
  static INDArray copyOf(Tensor plain) {
    INDArray array = Nd4j.createUninitialized(DataType.FLOAT, plain.dims(), 'c');
    fill(array, plain);
    return array;
  }

  /** Fills a row-major array with as many numbers. */
  static void fill(INDArray array, Tensor plain) {
    Pointer.memcpy(
        new Address(array.data().addressPointer().address()),
        new Address(plain.address()),
        plain.layout().bytes());
    Reference.reachabilityFence(array);
  }

  /** Takes over an array's numbers. */
  static void put(INDArray array, Tensor plain) {
    INDArray values = array.dup('c');
    Pointer.memcpy(
        new Address(plain.address()),
        new Address(values.data().addressPointer().address()),
        plain.layout().bytes());
    Reference.reachabilityFence(values);
  }
}
