package org.dl4jlab.onednn.parameters;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;

/** What holds for a layer's arrays after each update: DL4J makes it so, in the network's memory. */
record Constraint(Layer layer, List<Place> places) {

  void apply(int iteration, int epoch) {
    places.forEach(Place::store);
    layer.applyConstraints(iteration, epoch);
    places.forEach(Place::load);
  }
}
