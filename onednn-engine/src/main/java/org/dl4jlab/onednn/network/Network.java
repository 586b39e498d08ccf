package org.dl4jlab.onednn.network;

import java.util.List;
import org.dl4jlab.onednn.layer.DropoutRandom;
import org.dl4jlab.onednn.layer.OneDnnLayer;
import org.dl4jlab.onednn.loss.Loss;
import org.dl4jlab.onednn.parameters.Slot;

/**
 * A graph as this engine executes it: a chain of layers.
 *
 * @param layers up to the logits
 * @param outputActivation from the logits to the output, null for none
 * @param loss with its activation, from the logits
 * @param random what its dropout layers draw from; to be seeded before each step
 */
public record Network(
    List<OneDnnLayer> layers, OneDnnLayer outputActivation, Loss loss, DropoutRandom random) {

  public List<Slot> slots() {
    return layers.stream().flatMap(layer -> layer.slots().stream()).toList();
  }
}
