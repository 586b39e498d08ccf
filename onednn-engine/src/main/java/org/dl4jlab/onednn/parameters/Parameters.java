package org.dl4jlab.onednn.parameters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.Parameter;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The network's arrays while the engine trains them: each in the layout that its layer's forward
 * pass reads, with its gradient and its updater's state in the same order, because an update works
 * element by element whatever the order. {@link #store()} brings them back into the network.
 */
public final class Parameters implements AutoCloseable {

  private final Arena arena = new Arena();
  private final NetworkModel network;
  private final INDArray networkParameters;
  private final INDArray networkState;
  private final Map<IUpdater, ParameterGroup> groups = new LinkedHashMap<>();
  private final ParameterGroup frozen;
  private final Map<Parameter, Place> places = new HashMap<>();
  private LayerRules rules; // null until all arrays have been asked for

  public Parameters(NetworkModel network, List<Parameter> all) {
    this.network = network;
    networkParameters = network.parameters();
    networkState = network.updater().getStateViewArray();
    frozen = new ParameterGroup(arena, all.stream().filter(Parameter::frozen).toList());
    Map<IUpdater, List<Parameter>> byUpdater = new LinkedHashMap<>();
    all.stream()
        .filter(parameter -> !parameter.frozen())
        .forEach(
            parameter ->
                byUpdater
                    .computeIfAbsent(parameter.updater(), u -> new ArrayList<>())
                    .add(parameter));
    byUpdater.forEach(
        (updater, members) -> groups.put(updater, new ParameterGroup(arena, updater, members)));
  }

  /**
   * The array; in the given layout, if this is the first time that anyone asks for it, else in the
   * one that was chosen then.
   */
  public Tensor keep(Parameter parameter, Layout preferred) {
    return places.computeIfAbsent(parameter, p -> place(p, preferred)).value();
  }

  public Tensor value(Parameter parameter) {
    return placeOf(parameter).value();
  }

  /** The gradient of an array that is trained. */
  public Tensor gradient(Parameter parameter) {
    return placeOf(parameter).gradient();
  }

  /** Row-major, if nobody has asked for it before. */
  private Place placeOf(Parameter parameter) {
    return places.computeIfAbsent(parameter, p -> place(p, Layout.plain(arena, parameter.shape())));
  }

  private Place place(Parameter parameter, Layout preferred) {
    Place place =
        new Place(
            arena,
            parameter,
            parameter.frozen() ? frozen : groups.get(parameter.updater()),
            preferred.in(arena),
            networkParameters,
            networkState);
    place.load();
    return place;
  }

  /** Whether the network still keeps its arrays where they were. */
  public boolean belongTo(NetworkModel other) {
    return other.parameters() == networkParameters
        && other.updater().getStateViewArray() == networkState;
  }

  /** Takes over the network's parameters and updater state. */
  public void load() {
    places.values().forEach(Place::load);
  }

  /** Makes the network's parameters and updater state current. */
  public void store() {
    places.values().forEach(Place::store);
  }

  /** Changes the parameters by their gradients, in DL4J's order of steps. */
  public void update(int iteration, int epoch) {
    rules.beforeUpdate(iteration, epoch);
    groups.values().forEach(group -> group.update(iteration, epoch));
    rules.afterUpdate(iteration, epoch);
  }

  /** What the weights' size adds to the loss. */
  public double penalty(int iteration, int epoch) {
    return rules.penalty(iteration, epoch);
  }

  /** To be called when all arrays have been asked for, before the first update. */
  public void seal() {
    if (rules == null) {
      groups.values().forEach(ParameterGroup::seal);
      rules =
          new LayerRules(
              network,
              places.values().stream().filter(place -> !place.parameter().frozen()).toList());
    }
  }

  /** The calls of updates and penalties. */
  public Stream<Runnable> calls() {
    return rules == null
        ? Stream.empty()
        : Stream.concat(groups.values().stream().flatMap(ParameterGroup::calls), rules.calls());
  }

  @Override
  public void close() {
    if (rules != null) {
      rules.close();
    }
    places.values().forEach(Place::close);
    groups.values().forEach(ParameterGroup::close);
    arena.close();
  }
}
