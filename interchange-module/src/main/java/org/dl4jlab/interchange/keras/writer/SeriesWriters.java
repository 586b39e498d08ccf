package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/** Embeddings and layers that remember from step to step. */
final class SeriesWriters {

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
    add(RecurrentCell.of(layer, "", scope), true, scope);
  }

  static void simpleRnn(SimpleRnn layer, LayerScope scope) throws RefusedException {
    add(RecurrentCell.of(layer, "", scope), true, scope);
  }

  static void lastStep(LastTimeStep layer, LayerScope scope) throws RefusedException {
    add(RecurrentCell.of(layer.getUnderlying(), "", scope), false, scope);
  }

  private static void add(RecurrentCell cell, boolean sequences, LayerScope scope) {
    long steps = scope.current().sample()[0];
    scope.add(
        cell.type(),
        cell.settings().andThen(config -> config.put("return_sequences", sequences)),
        sequences ? new long[] {steps, cell.units()} : new long[] {cell.units()},
        List.of(new KerasLayer.Part("", scope.name(), List.of()), cell.part("cell")));
  }

  /** Over all steps from both ends. */
  static void bidirectional(Bidirectional layer, LayerScope scope) throws RefusedException {
    RecurrentCell forward = RecurrentCell.of(layer.getFwd(), "f", scope);
    RecurrentCell backward = RecurrentCell.of(layer.getBwd(), "b", scope);
    String merge =
        switch (layer.getMode()) {
          case CONCAT -> "concat";
          case ADD -> "sum";
          case MUL -> "mul";
          case AVERAGE -> "ave";
        };
    long units = merge.equals("concat") ? 2 * forward.units() : forward.units();
    KerasTensor input = scope.current();
    scope.add(
        "Bidirectional",
        config -> {
          config.put("merge_mode", merge);
          config.set("layer", within("forward", false, forward, input, scope));
          config.set("backward_layer", within("backward", true, backward, input, scope));
        },
        new long[] {input.sample()[0], units},
        List.of(
            new KerasLayer.Part("", scope.name(), List.of()),
            new KerasLayer.Part("forward_layer", "forward_" + scope.name(), List.of()),
            forward.part("forward_layer/cell"),
            new KerasLayer.Part("backward_layer", "backward_" + scope.name(), List.of()),
            backward.part("backward_layer/cell")));
  }

  /** A layer within the layer. */
  private static ObjectNode within(
      String direction, boolean turned, RecurrentCell cell, KerasTensor input, LayerScope scope) {
    ObjectNode config = scope.template(cell.type()).put("name", direction + "_" + scope.name());
    cell.settings().accept(config);
    config.put("return_sequences", true).put("go_backwards", turned);
    ObjectNode layer =
        JsonNodeFactory.instance
            .objectNode()
            .put("module", "keras.layers")
            .put("class_name", cell.type());
    layer.set("config", config);
    layer.putNull("registered_name");
    layer.putObject("build_config").set("input_shape", input.shape());
    return layer;
  }
}
