package org.dl4jlab.onednn.parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.onednn.update.Optimizer;
import org.dl4jlab.onednn.update.Optimizers;
import org.dl4jlab.onednn.update.Vectors;
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

  private final IUpdater updater; // null where nothing is trained
  private final Tensor values;
  private final Tensor gradients; // null where nothing is trained
  private final List<Tensor> states = new ArrayList<>();
  private long used;
  private Optimizer optimizer;

  ParameterGroup(Arena arena, IUpdater updater, List<Parameter> trained) {
    this.updater = updater;
    long capacity = capacity(trained);
    values = Tensor.allocate(arena, Layout.plain(arena, capacity));
    gradients = Tensor.allocate(arena, Layout.plain(arena, capacity));
    for (int i = 0; i < Optimizers.states(updater); i++) {
      states.add(Tensor.allocate(arena, Layout.plain(arena, capacity)));
    }
  }

  /** Of arrays that are never trained: they have values only. */
  ParameterGroup(Arena arena, List<Parameter> frozen) {
    updater = null;
    values = Tensor.allocate(arena, Layout.plain(arena, capacity(frozen)));
    gradients = null;
  }

  private static long capacity(List<Parameter> parameters) {
    return parameters.stream().mapToLong(ParameterGroup::mostElements).sum();
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
    if (optimizer != null) {
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

  boolean trained() {
    return updater != null;
  }

  long gradients() {
    return gradients.address();
  }

  long state(int kind) {
    return states.get(kind).address();
  }

  void seal() {
    optimizer =
        Optimizers.of(
            updater,
            new Vectors(
                used / Float.BYTES,
                values.address(),
                gradients.address(),
                states.stream().mapToLong(Tensor::address).toArray()));
  }

  void update(int iteration, int epoch) {
    optimizer.run(iteration, epoch);
  }

  Stream<Runnable> calls() {
    return optimizer.calls();
  }

  @Override
  public void close() {
    if (optimizer != null) {
      optimizer.close();
    }
  }
}
