package org.dl4jlab.onednn.parameters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.dl4jlab.onednn.update.GradientNormalizer;
import org.dl4jlab.onednn.update.Penalties;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.Parameter;

/**
 * What surrounds the updaters' steps, in DL4J's order: gradients are normalized, penalties added,
 * weights decayed; after the step, constraints hold.
 */
final class LayerRules implements AutoCloseable {

  private final List<GradientNormalizer> normalizers = new ArrayList<>();
  private final List<Penalties> penalties = new ArrayList<>();
  private final List<Constraint> constraints = new ArrayList<>();

  LayerRules(NetworkModel network, Collection<Place> places) {
    Map<String, List<Place>> layers = new LinkedHashMap<>();
    for (Place place : places) {
      Parameter parameter = place.parameter();
      layers.computeIfAbsent(parameter.layer(), l -> new ArrayList<>()).add(place);
      if (!parameter.training().penalties().isEmpty()) {
        penalties.add(
            new Penalties(parameter.training().penalties(), parameter.updater(), place.vectors()));
      }
    }
    layers.forEach((name, ofLayer) -> addRules(network, name, ofLayer));
  }

  private void addRules(NetworkModel network, String name, List<Place> places) {
    Parameter.Training training = places.get(0).parameter().training();
    if (training.gradientNormalization() != GradientNormalization.None) {
      normalizers.add(
          new GradientNormalizer(
              training.gradientNormalization(),
              training.gradientThreshold(),
              places.stream().map(Place::vectors).toList()));
    }
    if (!training.constraints().isEmpty()) {
      constraints.add(new Constraint(network.layer(name), places));
    }
  }

  void beforeUpdate(int iteration, int epoch) {
    normalizers.forEach(GradientNormalizer::run);
    penalties.forEach(penalty -> penalty.addGradients(iteration, epoch));
    penalties.forEach(penalty -> penalty.decay(iteration, epoch));
  }

  void afterUpdate(int iteration, int epoch) {
    constraints.forEach(constraint -> constraint.apply(iteration, epoch));
  }

  /** What the weights' size adds to the loss. */
  double penalty(int iteration, int epoch) {
    return penalties.stream().mapToDouble(penalty -> penalty.loss(iteration, epoch)).sum();
  }

  Stream<Runnable> calls() {
    return Stream.concat(
        normalizers.stream().flatMap(GradientNormalizer::calls),
        penalties.stream().flatMap(Penalties::calls));
  }

  @Override
  public void close() {
    normalizers.forEach(GradientNormalizer::close);
    penalties.forEach(Penalties::close);
  }
}
