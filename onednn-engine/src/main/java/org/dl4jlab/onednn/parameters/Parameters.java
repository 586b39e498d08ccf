package org.dl4jlab.onednn.parameters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.Parameter;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The trainable arrays while the engine trains them: each in the layout that its layer's forward
 * pass reads, with its gradient and its updater's state in the same order, because an update works
 * element by element whatever the order. {@link #store()} brings them back into the network.
 */
public final class Parameters implements AutoCloseable {

  /** One array's places within its group. */
  private record Place(
      Parameter parameter,
      ParameterGroup group,
      Layout layout,
      long offset,
      Tensor value,
      Tensor gradient) {}

  private final Arena arena = new Arena();
  private final INDArray networkParameters;
  private final INDArray networkState;
  private final Map<IUpdater, ParameterGroup> groups = new LinkedHashMap<>();
  private final Map<Parameter, Place> places = new HashMap<>();
  private final List<Plan> loads = new ArrayList<>();
  private final List<Plan> stores = new ArrayList<>();

  public Parameters(NetworkModel network, List<Parameter> trained) {
    networkParameters = network.parameters();
    networkState = network.updater().getStateViewArray();
    Map<IUpdater, List<Parameter>> byUpdater = new LinkedHashMap<>();
    trained.forEach(
        parameter ->
            byUpdater.computeIfAbsent(parameter.updater(), u -> new ArrayList<>()).add(parameter));
    byUpdater.forEach(
        (updater, members) -> groups.put(updater, new ParameterGroup(arena, updater, members)));
  }

  /**
   * The array; in the given layout, if this is the first time that anyone asks for it, else in the
   * one that was chosen then.
   */
  public Tensor keep(Parameter parameter, Layout preferred) {
    return places.computeIfAbsent(parameter, s -> place(s, preferred)).value();
  }

  public Tensor value(Parameter parameter) {
    return keep(parameter, Layout.plain(arena, parameter.shape()));
  }

  public Tensor gradient(Parameter parameter) {
    value(parameter);
    return places.get(parameter).gradient();
  }

  private Place place(Parameter parameter, Layout preferred) {
    ParameterGroup group = groups.get(parameter.updater());
    Layout layout = preferred.in(arena);
    long offset = group.reserve(layout.bytes());
    Place place =
        new Place(
            parameter,
            group,
            layout,
            offset,
            Tensor.at(arena, layout, group.values() + offset),
            Tensor.at(arena, layout, group.gradients() + offset));
    connect(place);
    return place;
  }

  /** Prepares the copies from the network and to it, and makes the first one. */
  private void connect(Place place) {
    Plan load = new Plan();
    Plan store = new Plan();
    connect(
        load,
        store,
        place.parameter(),
        place.value(),
        networkParameters,
        place.parameter().offset());
    long[] offsets = place.parameter().state();
    for (int i = 0; i < offsets.length; i++) {
      Tensor state = Tensor.at(arena, place.layout(), place.group().state(i) + place.offset());
      connect(load, store, place.parameter(), state, networkState, offsets[i]);
    }
    loads.add(load);
    stores.add(store);
    load.run();
  }

  private void connect(
      Plan load, Plan store, Parameter parameter, Tensor kept, INDArray vector, long offset) {
    long address = vector.data().addressPointer().address() + offset * Float.BYTES;
    Tensor inNetwork = Tensor.at(arena, GraphMemory.layout(arena, parameter, kept.dims()), address);
    load.copy(inNetwork, kept);
    store.copy(kept, inNetwork);
  }

  /** Whether the network still keeps its arrays where they were. */
  public boolean belongTo(NetworkModel network) {
    return network.parameters() == networkParameters
        && network.updater().getStateViewArray() == networkState;
  }

  /** Takes over the network's parameters and updater state. */
  public void load() {
    loads.forEach(Plan::run);
  }

  /** Makes the network's parameters and updater state current. */
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
            .filter(place -> place.group() == group && Penalties.l2(place.parameter()) > 0)
            .forEach(
                place ->
                    group.penalise(
                        place.offset(), place.layout(), Penalties.l2(place.parameter())));
      }
    }
  }

  /** The calls of updates and penalties. */
  public Stream<Runnable> calls() {
    return groups.values().stream().flatMap(ParameterGroup::calls);
  }

  @Override
  public void close() {
    loads.forEach(Plan::close);
    stores.forEach(Plan::close);
    groups.values().forEach(ParameterGroup::close);
    arena.close();
  }
}
