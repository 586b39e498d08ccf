package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Embeddings and layers that remember from step to step. */
final class SeriesWriters {

  /** Where DL4J has Keras' gates input, forget, cell, output. */
  private static final int[] GATES = {3, 1, 0, 2};

  private SeriesWriters() {}

  static void requireStepsLast(RNNFormat format) throws RefusedException {
    if (format == RNNFormat.NWC) {
      throw new RefusedException("has channels last");
    }
  }

  static void embeddings(EmbeddingSequenceLayer layer, LayerScope scope) throws RefusedException {
    requireStepsLast(layer.getOutputFormat());
    embedding(layer.getNIn(), layer.getNOut(), layer.hasBias(), layer.getActivationFn(), scope);
  }

  /** DL4J gives a vector, Keras a series of one step. */
  static void embedding(EmbeddingLayer layer, LayerScope scope) throws RefusedException {
    embedding(layer.getNIn(), layer.getNOut(), layer.hasBias(), layer.getActivationFn(), scope);
    scope.addHelper("Flatten", config -> {}, new long[] {layer.getNOut()});
  }

  private static void embedding(
      long words, long size, boolean bias, IActivation activation, LayerScope scope)
      throws RefusedException {
    if (bias || !(activation instanceof ActivationIdentity)) {
      throw new RefusedException("is an embedding with a bias or an activation");
    }
    scope.add(
        "Embedding",
        config -> config.put("input_dim", words).put("output_dim", size),
        new long[] {scope.current().sample()[0], size},
        scope.table("W"));
  }

  static void lstm(LSTM layer, LayerScope scope) throws RefusedException {
    lstm(layer, true, scope);
  }

  static void simpleRnn(SimpleRnn layer, LayerScope scope) throws RefusedException {
    simpleRnn(layer, true, scope);
  }

  static void lastStep(LastTimeStep layer, LayerScope scope) throws RefusedException {
    Layer under = layer.getUnderlying();
    if (under instanceof LSTM lstm) {
      lstm(lstm, false, scope);
    } else if (under instanceof SimpleRnn simple) {
      simpleRnn(simple, false, scope);
    } else {
      throw new RefusedException(
          "is the last step of the type " + under.getClass().getSimpleName());
    }
  }

  private static void lstm(LSTM layer, boolean sequences, LayerScope scope)
      throws RefusedException {
    requireStepsLast(layer.getRnnDataFormat());
    String activation = named(layer.getActivationFn());
    String gates = named(layer.getGateActivationFn());
    long units = layer.getNOut();
    INDArray bias = inGates(scope.table("b").reshape(1, 4 * units), units);
    add(
        "LSTM",
        units,
        sequences,
        config -> config.put("activation", activation).put("recurrent_activation", gates),
        scope,
        inGates(scope.table("W"), units),
        inGates(scope.table("RW"), units),
        bias.reshape(4 * units));
  }

  private static INDArray inGates(INDArray array, long units) {
    INDArray[] gates = new INDArray[GATES.length];
    for (int i = 0; i < gates.length; i++) {
      long from = GATES[i] * units;
      gates[i] = array.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + units)).dup('c');
    }
    return Nd4j.concat(1, gates);
  }

  private static void simpleRnn(SimpleRnn layer, boolean sequences, LayerScope scope)
      throws RefusedException {
    requireStepsLast(layer.getRnnDataFormat());
    if (layer.hasLayerNorm()) {
      throw new RefusedException("has layer normalization");
    }
    String activation = named(layer.getActivationFn());
    add(
        "SimpleRNN",
        layer.getNOut(),
        sequences,
        config -> config.put("activation", activation),
        scope,
        scope.table("W"),
        scope.table("RW"),
        scope.bias());
  }

  private static void add(
      String type,
      long units,
      boolean sequences,
      Consumer<ObjectNode> settings,
      LayerScope scope,
      INDArray... variables) {
    long steps = scope.current().sample()[0];
    scope.add(
        type,
        settings.andThen(config -> config.put("units", units).put("return_sequences", sequences)),
        sequences ? new long[] {steps, units} : new long[] {units},
        variables);
  }

  /** A recurrent layer cannot leave its activation to another. */
  private static String named(IActivation activation) throws RefusedException {
    return KerasActivations.name(activation)
        .orElseThrow(() -> new RefusedException("has the activation '%s'".formatted(activation)));
  }
}
