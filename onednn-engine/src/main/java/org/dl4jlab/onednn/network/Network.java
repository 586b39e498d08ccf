package org.dl4jlab.onednn.network;

import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_max;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dl4jlab.onednn.layer.Activation;
import org.dl4jlab.onednn.layer.Convolution;
import org.dl4jlab.onednn.layer.DropoutRandom;
import org.dl4jlab.onednn.layer.GlobalPooling;
import org.dl4jlab.onednn.layer.OneDnnLayer;
import org.dl4jlab.onednn.loss.Loss;
import org.dl4jlab.onednn.parameters.Slot;
import org.dl4jlab.onednn.words.TokenConvolution;

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

  /**
   * The same network, reading the numbers of words in place of their vectors; empty where it does
   * not begin with a plain convolution, activations and a global maximum. All activations that this
   * engine knows rise, so they may as well come after the maximum.
   */
  public Optional<Network> overWords() {
    if (layers.isEmpty()
        || !(layers.get(0) instanceof Convolution convolution)
        || !convolution.sliding().isPlainOverSteps()) {
      return Optional.empty();
    }
    int pooling = 1;
    while (pooling < layers.size() && layers.get(pooling) instanceof Activation) {
      pooling++;
    }
    if (pooling == layers.size()
        || !(layers.get(pooling) instanceof GlobalPooling global)
        || global.algorithm() != dnnl_pooling_max) {
      return Optional.empty();
    }
    List<OneDnnLayer> overWords = new ArrayList<>();
    overWords.add(
        new TokenConvolution(
            convolution.name(),
            (int) convolution.sliding().kernel()[0],
            convolution.weights(),
            convolution.bias()));
    overWords.addAll(layers.subList(1, pooling));
    overWords.addAll(layers.subList(pooling + 1, layers.size()));
    return Optional.of(new Network(List.copyOf(overWords), outputActivation, loss, random));
  }
}
