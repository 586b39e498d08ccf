package org.dl4jlab.onednn.lowering;

import java.util.Arrays;
import java.util.List;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Stock;
import org.dl4jlab.program.StockPart;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What DL4J computes itself, on copies of what lies around it. */
final class StockLowering implements Lowering<Stock> {

  /** {@code [batch, features, steps]} for DL4J. */
  private static final int SERIES = 3;

  /** The shape of the result, found by trying: DL4J's own rules of shapes have gaps. */
  private static long[] resultShape(
      Node node, Stock operation, List<Value> inputs, NetworkModel network, long batch) {
    List<INDArray> zeros = inputs.stream().map(StockLowering::array).toList();
    zeros.forEach(array -> array.assign(0));
    return StockComputation.of(network, node, operation.part(), batch)
        .forward(zeros, false)
        .shape();
  }

  @Override
  public boolean givesSeries(
      Node node, Stock operation, List<Value> inputs, NetworkModel network, long batch) {
    return resultShape(node, operation, inputs, network, batch).length == SERIES;
  }

  /** An array of DL4J's shape for a value. */
  private static INDArray array(Value value) {
    long[] dims = value.dims();
    return Nd4j.createUninitialized(
        DataType.FLOAT, value.isSeries() ? Arrays.copyOf(dims, SERIES) : dims, 'c');
  }

  private static Tensor result(Plan plan, long... shape) {
    long[] dims = shape.length == SERIES ? new long[] {shape[0], shape[1], shape[2], 1} : shape;
    return plan.tensor(Layout.plain(plan.arena(), dims));
  }

  @Override
  public Tensor infer(Node node, Stock operation, List<Value> inputs, InferenceContext context) {
    StockInputs arrays = new StockInputs(context.plan(), inputs, StockLowering::array);
    StockComputation computation =
        StockComputation.of(context.network(), node, operation.part(), context.batch());
    long[] shape = resultShape(node, operation, inputs, context.network(), context.batch());
    Tensor output = result(context.plan(), shape);
    context
        .plan()
        .add(
            new NamedTask(
                name(node),
                () -> StockArrays.put(computation.forward(arrays.load(), false), output)));
    return output;
  }

  private static String name(Node node) {
    return "stock " + node.name();
  }

  @Override
  public Lowered train(Node node, Stock operation, List<Value> inputs, TrainingContext context) {
    StockInputs arrays = new StockInputs(context.plan(), inputs, StockLowering::array);
    StockComputation computation =
        StockComputation.of(context.network(), node, operation.part(), context.batch());
    StockParameters parameters =
        new StockParameters(context.network(), context.parameters(), operation.parameters());
    if (operation.part() instanceof StockPart.OfOutput) {
      return new StockOutput((StockComputation.OfLayer) computation, parameters, arrays, context);
    }
    long[] shape = resultShape(node, operation, inputs, context.network(), context.batch());
    Tensor output = result(context.plan(), shape);
    context
        .plan()
        .add(
            new NamedTask(
                name(node),
                () -> {
                  parameters.toNetwork();
                  context
                      .random()
                      .lend(
                          () -> StockArrays.put(computation.forward(arrays.load(), true), output));
                }));
    INDArray gradientArray = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');

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
      }
    };
  }
}
