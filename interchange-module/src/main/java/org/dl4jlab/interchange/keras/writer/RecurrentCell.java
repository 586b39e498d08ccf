package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What remembers from step to step, in one direction.
 *
 * @param type Keras' layer of it
 * @param settings its hyperparameters
 * @param variables kernel, recurrent kernel and bias
 */
record RecurrentCell(
    String type, long units, Consumer<ObjectNode> settings, List<INDArray> variables) {

  /** Where DL4J has Keras' gates input, forget, cell, output. */
  private static final int[] GATES = {3, 1, 0, 2};

  /**
   * @param prefix of its arrays' names
   */
  static RecurrentCell of(Layer layer, String prefix, LayerScope scope) throws RefusedException {
    if (layer.getClass() == LSTM.class) {
      LSTM lstm = (LSTM) layer;
      SeriesWriters.requireStepsLast(lstm.getRnnDataFormat());
      String activation = named(lstm.getActivationFn());
      String gates = named(lstm.getGateActivationFn());
      long units = lstm.getNOut();
      INDArray bias = scope.table(prefix + "b").reshape(1, 4 * units);
      return new RecurrentCell(
          "LSTM",
          units,
          config ->
              config
                  .put("units", units)
                  .put("activation", activation)
                  .put("recurrent_activation", gates),
          List.of(
              inGates(scope.table(prefix + "W"), units),
              inGates(scope.table(prefix + "RW"), units),
              inGates(bias, units).reshape(4 * units)));
    }
    if (layer instanceof SimpleRnn simple && !simple.hasLayerNorm()) {
      SeriesWriters.requireStepsLast(simple.getRnnDataFormat());
      String activation = named(simple.getActivationFn());
      INDArray bias = scope.table(prefix + "b");
      return new RecurrentCell(
          "SimpleRNN",
          simple.getNOut(),
          config -> config.put("units", simple.getNOut()).put("activation", activation),
          List.of(
              scope.table(prefix + "W"), scope.table(prefix + "RW"), bias.reshape(bias.length())));
    }
    throw new RefusedException("has a part of the type " + layer.getClass().getSimpleName());
  }

  /** A recurrent layer cannot leave its activation to another. */
  private static String named(IActivation activation) throws RefusedException {
    return KerasActivations.name(activation)
        .orElseThrow(() -> new RefusedException("has the activation '%s'".formatted(activation)));
  }

  private static INDArray inGates(INDArray array, long units) {
    INDArray[] gates = new INDArray[GATES.length];
    for (int i = 0; i < gates.length; i++) {
      long from = GATES[i] * units;
      gates[i] = array.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + units)).dup('c');
    }
    return Nd4j.concat(1, gates);
  }

  /** What has its arrays, at a place within the layer. */
  KerasLayer.Part part(String path) {
    return new KerasLayer.Part(path, KerasLayer.snakeCase(type) + "_cell", variables);
  }
}
