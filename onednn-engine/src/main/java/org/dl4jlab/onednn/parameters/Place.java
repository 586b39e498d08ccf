package org.dl4jlab.onednn.parameters;

import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.onednn.update.Vectors;
import org.dl4jlab.program.Parameter;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One array within its group, and the copies from the network and to it. */
final class Place implements AutoCloseable {

  private final Parameter parameter;
  private final Tensor value;
  private final Tensor gradient; // null where it is not trained
  private final Plan load = new Plan();
  private final Plan store = new Plan();

  /**
   * @param layout in which the array is kept here
   * @param networkState null where no updater has any
   */
  Place(
      Arena arena,
      Parameter parameter,
      ParameterGroup group,
      Layout layout,
      INDArray networkParameters,
      INDArray networkState) {
    this.parameter = parameter;
    long offset = group.reserve(layout.bytes());
    value = Tensor.at(arena, layout, group.values() + offset);
    gradient = group.trained() ? Tensor.at(arena, layout, group.gradients() + offset) : null;
    connect(arena, value, networkParameters, parameter.offset());
    long[] states = parameter.state();
    for (int i = 0; i < states.length; i++) {
      Tensor state = Tensor.at(arena, layout, group.state(i) + offset);
      connect(arena, state, networkState, states[i]);
    }
  }

  private void connect(Arena arena, Tensor kept, INDArray vector, long offset) {
    long address = GraphMemory.address(vector, offset);
    Tensor inNetwork = Tensor.at(arena, GraphMemory.layout(arena, parameter, kept.dims()), address);
    load.copy(inNetwork, kept);
    store.copy(kept, inNetwork);
  }

  Parameter parameter() {
    return parameter;
  }

  Tensor value() {
    return value;
  }

  Tensor gradient() {
    return gradient;
  }

  /** Its values and gradients in the order in which they lie here, whatever it is. */
  Vectors vectors() {
    long length = value.layout().bytes() / Float.BYTES;
    return new Vectors(length, value.address(), gradient.address());
  }

  /** Takes over the network's values and updater state. */
  void load() {
    load.run();
  }

  /** Makes the network's values and updater state current. */
  void store() {
    store.run();
  }

  @Override
  public void close() {
    load.close();
    store.close();
  }
}
