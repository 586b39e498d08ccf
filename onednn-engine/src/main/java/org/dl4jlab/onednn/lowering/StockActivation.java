package org.dl4jlab.onednn.lowering;

import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A function that oneDNN lacks, or whose gradient is another in DL4J: computed by DL4J itself, on
 * copies.
 */
final class StockActivation implements Lowered.Unary {

  private final IActivation function;
  private final Tensor src; // row-major
  private final Tensor dst; // row-major

  StockActivation(IActivation function, Plan plan, Tensor input, boolean training) {
    this.function = function;
    src = plan.plain(input);
    dst = plan.tensor(Layout.plain(plan.arena(), input.dims()));
    plan.add(
        new NamedTask(
            function.toString(),
            () -> StockArrays.put(function.getActivation(StockArrays.copyOf(src), training), dst)));
  }

  @Override
  public Tensor output() {
    return dst;
  }

  @Override
  public boolean readsOutput() {
    return false;
  }

  @Override
  public Tensor backward(Plan backward, Tensor gradient, boolean wanted) {
    Tensor diff = backward.plain(gradient);
    backward.add(
        new NamedTask(
            "gradient of " + function,
            () -> {
              INDArray ofOutput = StockArrays.copyOf(diff);
              StockArrays.put(
                  function.backprop(StockArrays.copyOf(src), ofOutput).getFirst(), diff);
            }));
    return diff;
  }
}
