package org.dl4jlab.onednn.plan;

import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;

/** What a node reads: another node's result, or one of the network's inputs. */
public interface Value {

  long[] dims();

  /** Whether it is one of the network's inputs, that no gradient is wanted for. */
  boolean isInput();

  /** Whether its only reader may overwrite it, because nobody else needs it afterwards. */
  boolean isOverwritable();

  /** In row-major order where nothing else is needed, else as the node before left it. */
  Tensor tensor();

  /** In the layout that is wanted. */
  Tensor as(Layout wanted);

  /**
   * Whether DL4J has it as series {@code [batch, features, steps]}, which are images of width 1
   * here.
   */
  boolean isSeries();

  /** The result of a node. */
  static Value of(Plan plan, Tensor tensor, boolean overwritable, boolean series) {
    return new Value() {
      @Override
      public boolean isSeries() {
        return series;
      }

      @Override
      public boolean isInput() {
        return false;
      }

      @Override
      public boolean isOverwritable() {
        return overwritable;
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
