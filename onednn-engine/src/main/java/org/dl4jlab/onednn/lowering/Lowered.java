package org.dl4jlab.onednn.lowering;

import java.util.Collections;
import java.util.List;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Tensor;

/** A node within a training plan. */
public interface Lowered {

  Tensor output();

  /** Whether the backward pass reads the output, so that nobody may overwrite it. */
  default boolean readsOutput() {
    return true;
  }

  /**
   * Adds the backward pass to the plan, the parameters' gradients included.
   *
   * @param gradient the loss's gradient with respect to the output; may be overwritten
   * @param wanted for each input, whether the gradient with respect to it is wanted
   * @return these gradients, null for those not wanted; each may be overwritten by whoever gets it
   */
  List<Tensor> backward(Plan backward, Tensor gradient, boolean[] wanted);

  /** A node with one input. */
  interface Unary extends Lowered {

    /**
     * @return the gradient with respect to the input, null or anything when it is not wanted
     */
    Tensor backward(Plan backward, Tensor gradient, boolean wanted);

    @Override
    default List<Tensor> backward(Plan backward, Tensor gradient, boolean[] wanted) {
      return Collections.singletonList(backward(backward, gradient, wanted[0]));
    }
  }

  /**
   * Adds to the plan what turns the output's gradient, which may be overwritten, to the input's.
   */
  @FunctionalInterface
  interface Backward {
    Tensor apply(Plan plan, Tensor gradient);
  }

  /** A node with one input whose backward pass reads no output and has nothing else to learn. */
  static Lowered passing(Tensor output, Backward ofInput) {
    return passingAll(
        output,
        (plan, gradient, wanted) ->
            Collections.singletonList(wanted[0] ? ofInput.apply(plan, gradient) : null));
  }

  /** The same for several inputs, as {@link #backward(Plan, Tensor, boolean[])} has it. */
  @FunctionalInterface
  interface BackwardOfAll {
    List<Tensor> apply(Plan plan, Tensor gradient, boolean[] wanted);
  }

  /** A node whose backward pass reads no output. */
  static Lowered passingAll(Tensor output, BackwardOfAll ofInputs) {
    return new Lowered() {
      @Override
      public Tensor output() {
        return output;
      }

      @Override
      public boolean readsOutput() {
        return false;
      }

      @Override
      public List<Tensor> backward(Plan backward, Tensor gradient, boolean[] wanted) {
        return ofInputs.apply(backward, gradient, wanted);
      }
    };
  }
}
