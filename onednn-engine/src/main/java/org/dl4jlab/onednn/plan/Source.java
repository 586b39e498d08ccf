package org.dl4jlab.onednn.plan;

import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;

/** What a layer reads: the layer before it, or the network's input, in the layout it likes. */
public interface Source {

  long[] dims();

  /** Whether it is the network's input, that no gradient is wanted for. */
  boolean isInput();

  /** In row-major order where nothing else is needed, else as the layer before left it. */
  Tensor tensor();

  /** In the layout that is wanted. */
  Tensor as(Layout wanted);

  /** The output of a layer. */
  static Source of(Plan plan, Tensor tensor) {
    return new Source() {
      @Override
      public boolean isInput() {
        return false;
      }

      @Override
      public long[] dims() {
        return tensor.dims();
      }

      @Override
      public Tensor tensor() {
        return tensor;
      }

      @Override
      public Tensor as(Layout wanted) {
        return plan.as(tensor, wanted);
      }
    };
  }
}
