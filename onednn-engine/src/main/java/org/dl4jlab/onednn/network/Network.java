package org.dl4jlab.onednn.network;

import java.util.List;
import org.dl4jlab.onednn.layer.OneDnnLayer;
import org.dl4jlab.onednn.loss.Loss;
import org.dl4jlab.onednn.parameters.Slot;

/**
 * A graph as this engine executes it: a chain of layers.
 *
 * @param layers up to the logits
 * @param outputActivation from the logits to the output, null for none
 * @param loss with its activation, from the logits
 * @param series whether the input is {@code [batch, channels, steps]}
 */
public record Network(
    List<OneDnnLayer> layers, OneDnnLayer outputActivation, Loss loss, boolean series) {

  public List<Slot> slots() {
    return layers.stream().flatMap(layer -> layer.slots().stream()).toList();
  }

  /** How many numbers come out for each sample. */
  public int outputs(long[] input) {
    long[] dims = input;
    for (OneDnnLayer layer : layers) {
      dims = layer.outputDims(dims);
    }
    return (int) dims[1];
  }
}
