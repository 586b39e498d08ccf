package org.dl4jlab.onednn.parameters;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Attributes;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Parameter;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The arrays that share an updater, one behind the other: values, gradients and each kind of state
 * are a vector each, so that an update of them all is a few calls.
 */
final class ParameterGroup implements AutoCloseable {

  /** The largest block that oneDNN rounds channels up to. */
  private static final long BLOCK = 64;

  private static final long ALIGNMENT = 64;

  private final IUpdater updater;
  private final Tensor values;
  private final Tensor gradients;
  private final List<Tensor> states = new ArrayList<>();
  private final Plan penaltyGradients = new Plan();
  private final Plan penaltyNorms = new Plan();
  private final List<Tensor> norms = new ArrayList<>();
  private final List<Double> l2s = new ArrayList<>();
  private long used;
  private Optimizer optimizer;

  ParameterGroup(Arena arena, IUpdater updater, List<Parameter> trained) {
    this.updater = updater;
    long capacity = trained.stream().mapToLong(ParameterGroup::mostElements).sum();
    values = Tensor.allocate(arena, Layout.plain(arena, capacity));
    gradients = Tensor.allocate(arena, Layout.plain(arena, capacity));
    for (int i = 0; i < Optimizer.states(updater); i++) {
      states.add(Tensor.allocate(arena, Layout.plain(arena, capacity)));
    }
  }

  private static long mostElements(Parameter parameter) {
    long[] dims = parameter.shape().clone();
    for (int i = 0; i < Math.min(2, dims.length); i++) {
      dims[i] = (dims[i] + BLOCK - 1) / BLOCK * BLOCK;
    }
    return Layout.elements(dims);
  }

  /** Makes room for an array and returns its place, in bytes. */
  long reserve(long bytes) {
    if (sealed()) {
      throw new IllegalStateException("The group is in use already");
    }
    long place = used;
    used += (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (used > values.layout().bytes()) {
      throw new IllegalStateException("A layout is larger than was foreseen");
    }
    return place;
  }

  long values() {
    return values.address();
  }

  long gradients() {
    return gradients.address();
  }

  long state(int kind) {
    return states.get(kind).address();
  }

  boolean sealed() {
    return optimizer != null;
  }

  void seal() {
    long length = used / Float.BYTES;
    optimizer =
        Optimizer.of(
            updater,
            length,
            values.address(),
            gradients.address(),
            states.stream().mapToLong(Tensor::address).toArray());
  }

  /** Adds an array's penalty to its gradient and to the loss. */
  void penalise(long offset, Layout layout, double l2) {
    long length = layout.bytes() / Float.BYTES;
    Tensor value = vector(penaltyGradients, values.address() + offset, length);
    Tensor gradient = vector(penaltyGradients, gradients.address() + offset, length);
    Tensor factor = penaltyGradients.tensor(Layout.plain(penaltyGradients.arena(), 1));
    factor.floats().put(0, (float) l2);
    penaltyGradients.add(
        Primitives.binary(
                penaltyGradients.arena(),
                dnnl_binary_mul,
                value.layout(),
                factor.layout(),
                gradient.layout(),
                new Attributes(penaltyGradients.arena()).thenAdd(1))
            .call(
                arg(DNNL_ARG_SRC, value),
                arg(DNNL_ARG_SRC_1, factor),
                arg(DNNL_ARG_DST, gradient)));
    norms.add(squaredNorm(values.address() + offset, length));
    l2s.add(l2);
  }

  /**
   * The sum of the squares of all elements, as a product of a row and a column: oneDNN's reduction
   * of a whole vector is a plain loop, tens of times slower.
   */
  private Tensor squaredNorm(long address, long length) {
    Arena arena = penaltyNorms.arena();
    Tensor row = Tensor.at(arena, Layout.plain(arena, 1, length), address);
    Tensor column = Tensor.at(arena, Layout.plain(arena, length, 1), address);
    Tensor norm = penaltyNorms.tensor(Layout.plain(arena, 1, 1));
    penaltyNorms.add(
        Primitives.matmul(arena, row.layout(), column.layout(), norm.layout())
            .call(arg(DNNL_ARG_SRC, row), arg(DNNL_ARG_WEIGHTS, column), arg(DNNL_ARG_DST, norm)));
    return norm;
  }

  private static Tensor vector(Plan plan, long address, long length) {
    return Tensor.at(plan.arena(), Layout.plain(plan.arena(), length), address);
  }

  double penalty() {
    penaltyNorms.run();
    double sum = 0;
    for (int i = 0; i < norms.size(); i++) {
      sum += 0.5 * l2s.get(i) * norms.get(i).floats().get(0);
    }
    return sum;
  }

  void update(int iteration, int epoch) {
    penaltyGradients.run();
    optimizer.run(iteration, epoch);
  }

  Stream<Runnable> calls() {
    return Stream.of(optimizer.plan(), penaltyGradients, penaltyNorms)
        .flatMap(plan -> plan.calls().stream());
  }

  @Override
  public void close() {
    if (optimizer != null) {
      optimizer.close();
    }
    penaltyGradients.close();
    penaltyNorms.close();
  }
}
