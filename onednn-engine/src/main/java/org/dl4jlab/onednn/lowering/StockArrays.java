package org.dl4jlab.onednn.lowering;

import java.lang.ref.Reference;
import org.dl4jlab.onednn.parameters.GraphMemory;
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
    Address.copy(plain.address(), GraphMemory.address(array, 0), plain.layout().bytes());
    Reference.reachabilityFence(array);
  }

  /** Takes over an array's numbers. */
  static void put(INDArray array, Tensor plain) {
    INDArray values = array.dup('c');
    Address.copy(GraphMemory.address(values, 0), plain.address(), plain.layout().bytes());
    Reference.reachabilityFence(values);
  }
}
