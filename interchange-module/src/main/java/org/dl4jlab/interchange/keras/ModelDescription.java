package org.dl4jlab.interchange.keras;

import java.util.List;
import org.dl4jlab.interchange.keras.LayerDescription.Reference;

/** A model's layers, and which are its inputs and outputs, in order. */
record ModelDescription(
    String name, List<LayerDescription> layers, List<Reference> inputs, List<Reference> outputs) {

  /** How often the first input is read. */
  long readersOfInput() {
    return layers.stream()
        .flatMap(layer -> layer.calls().stream())
        .flatMap(call -> call.inputs().stream())
        .filter(input -> input.layer().equals(inputs.get(0).layer()))
        .count();
  }
}
