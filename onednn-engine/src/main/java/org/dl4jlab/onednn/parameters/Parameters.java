package org.dl4jlab.onednn.parameters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The trainable arrays while the engine trains them: each in the layout that its layer's forward
 * pass reads, with its gradient and its updater's state in the same order, because an update works
 * element by element whatever the order. {@link #store()} brings them back into the graph.
 */
public final class Parameters implements AutoCloseable {

  /** One array's places within its group. */
  private record Place(
      Slot slot, ParameterGroup group, Layout layout, long offset, Tensor value, Tensor gradient) {}

  private final Arena arena = new Arena();
  private final INDArray graphParameters;
  private final INDArray graphState;
  private final Map<IUpdater, ParameterGroup> groups = new LinkedHashMap<>();
  private final Map<Slot, Place> places = new HashMap<>();
  private final List<Plan> stores = new ArrayList<>();

  public Parameters(ComputationGraph graph, List<Slot> slots) {
    graphParameters = graph.params();
    graphState = graph.getUpdater(true).getStateViewArray();
    Map<IUpdater, List<Slot>> byUpdater = new LinkedHashMap<>();
    slots.forEach(
        slot -> byUpdater.computeIfAbsent(slot.updater(), u -> new ArrayList<>()).add(slot));
    byUpdater.forEach(
        (updater, members) -> groups.put(updater, new ParameterGroup(arena, updater, members)));
  }

  /**
   * The array; in the given layout, if this is the first time that anyone asks for it, else in the
   * one that was chosen then.
   */
  public Tensor keep(Slot slot, Layout preferred) {
    return places.computeIfAbsent(slot, s -> place(s, preferred)).value();
  }

  public Tensor value(Slot slot) {
    return keep(slot, Layout.plain(arena, slot.dims()));
  }

  public Tensor gradient(Slot slot) {
    value(slot);
    return places.get(slot).gradient();
  }

  private Place place(Slot slot, Layout preferred) {
    ParameterGroup group = groups.get(slot.updater());
    Layout layout = preferred.in(arena);
    long offset = group.reserve(layout.bytes());
    Place place =
        new Place(
            slot,
            group,
            layout,
            offset,
            Tensor.at(arena, layout, group.values() + offset),
            Tensor.at(arena, layout, group.gradients() + offset));
    connect(place);
    return place;
  }

  /** Prepares the copies from the graph and to it, and makes the first one. */
  private void connect(Place place) {
    Plan load = new Plan();
    Plan store = new Plan();
    connect(load, store, place.slot(), place.value(), graphParameters, place.slot().offset());
    long[] offsets = place.slot().states();
    for (int i = 0; i < offsets.length; i++) {
      Tensor state = Tensor.at(arena, place.layout(), place.group().state(i) + place.offset());
      connect(load, store, place.slot(), state, graphState, offsets[i]);
    }
    stores.add(store);
    load.run();
    load.close();
  }

  private void connect(
      Plan load, Plan store, Slot slot, Tensor kept, INDArray vector, long offset) {
    long address = vector.data().addressPointer().address() + offset * Float.BYTES;
    Tensor inGraph = Tensor.at(arena, slot.graphLayout(arena, kept.dims()), address);
    load.copy(inGraph, kept);
    store.copy(kept, inGraph);
  }

  /** Makes the graph's parameters and updater state current. */
  public void store() {
    stores.forEach(Plan::run);
  }

  /** Changes the parameters by their gradients. */
  public void update(int iteration, int epoch) {
    groups.values().forEach(group -> group.update(iteration, epoch));
  }

  /** What the weights' size adds to the loss. */
  public double penalty() {
    return groups.values().stream().mapToDouble(ParameterGroup::penalty).sum();
  }

  /** To be called when all arrays have been asked for, before the first update. */
  public void seal() {
    for (ParameterGroup group : groups.values()) {
      if (!group.sealed()) {
        group.seal();
        places.values().stream()
            .filter(place -> place.group() == group && place.slot().l2() > 0)
            .forEach(place -> group.penalise(place.offset(), place.layout(), place.slot().l2()));
      }
    }
  }

  @Override
  public void close() {
    stores.forEach(Plan::close);
    groups.values().forEach(ParameterGroup::close);
    arena.close();
  }
}
