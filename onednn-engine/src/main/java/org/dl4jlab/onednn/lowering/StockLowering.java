package org.dl4jlab.onednn.lowering;

import java.util.List;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Stock;
import org.dl4jlab.program.StockPart;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What DL4J computes itself, on copies of what lies around it. */
final class StockLowering implements Lowering<Stock> {

  /** Memory for a result of DL4J's shape. */
  private static Tensor result(Plan plan, SeriesResults series, long... shape) {
    if (shape.length != StockInputs.SERIES) {
      return plan.tensor(Layout.plain(plan.arena(), shape));
    }
    Tensor steps = plan.tensor(Layout.plain(plan.arena(), shape[0], shape[1], shape[2], 1));
    series.add(steps);
    return steps;
  }

  /** The shape of the result, found by trying: DL4J's own rules of shapes have gaps. */
  private static long[] tried(StockComputation computation, StockInputs arrays) {
    return computation.forward(arrays.zeros(), false).shape();
  }

  private static String name(Node node) {
    return "stock " + node.name();
  }

  @Override
  public Tensor infer(Node node, Stock operation, List<Value> inputs, InferenceContext context) {
    StockInputs arrays = new StockInputs(context.plan(), inputs);
    StockComputation computation =
        StockComputation.of(context.network(), node, operation.part(), context.batch());
    Tensor output = result(context.plan(), context.series(), tried(computation, arrays));
    context
        .plan()
        .add(
            new NamedTask(
                name(node),
                () -> StockArrays.put(computation.forward(arrays.load(), false), output)));
    return output;
  }

  @Override
  public Lowered train(Node node, Stock operation, List<Value> inputs, TrainingContext context) {
    StockInputs arrays = new StockInputs(context.plan(), inputs);
    StockComputation computation =
        StockComputation.of(context.network(), node, operation.part(), context.batch());
    StockParameters parameters =
        new StockParameters(context.network(), context.parameters(), operation.parameters());
    if (operation.part() instanceof StockPart.OfOutput) {
      return new StockOutput((StockComputation.OfLayer) computation, parameters, arrays, context);
    }
    long[] shape = tried(computation, arrays);
    Tensor output = result(context.plan(), context.series(), shape);
    Runnable forward = () -> StockArrays.put(computation.forward(arrays.load(), true), output);
    context
        .plan()
        .add(
            new NamedTask(
                name(node),
                () -> {
                  parameters.toNetwork();
                  context.random().lend(forward);
                }));
    INDArray gradientArray = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    return Lowered.passingAll(
        output,
        (backward, gradient, wanted) -> {
          Tensor plain = backward.plain(gradient);
          List<Tensor> ofInputs = arrays.gradients(backward, wanted);
          backward.add(
              new NamedTask(
                  name(node) + " backward",
                  () -> {
                    StockArrays.fill(gradientArray, plain);
                    StockInputs.put(computation.backward(gradientArray), ofInputs);
                    parameters.takeGradients(1);
                  }));
          return ofInputs;
        });
  }
}
