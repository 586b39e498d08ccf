package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;

/** {@code LSTM}, {@code SimpleRNN}, and those from both ends. */
final class RecurrentLayers {

  private static final Map<String, Bidirectional.Mode> MODES =
      Map.of(
          "concat", Bidirectional.Mode.CONCAT,
          "sum", Bidirectional.Mode.ADD,
          "mul", Bidirectional.Mode.MUL,
          "ave", Bidirectional.Mode.AVERAGE);

  private RecurrentLayers() {}

  /** One layer in one direction. */
  private record Cell(BaseRecurrentLayer layer, int units, StoredArray[] weights, boolean gated) {

    /** Keras' gates are input, forget, cell, output; DL4J's cell, forget, output, input. */
    void assign(GraphPlan plan, String vertex, String prefix) {
      int[] order = gated ? gates(units) : null;
      UnaryOperator<Tensor> gatesInOrder = w -> w.columns(order);
      plan.assign(vertex, prefix + "W", weights[0], gatesInOrder);
      plan.assign(vertex, prefix + "RW", weights[1], gatesInOrder);
      plan.assign(vertex, prefix + "b", weights[2], gatesInOrder);
    }
  }

  private static int[] gates(int units) {
    int[] blocks = {2, 1, 3, 0};
    int[] order = new int[4 * units];
    for (int i = 0; i < order.length; i++) {
      order[i] = blocks[i / units] * units + i % units;
    }
    return order;
  }

  static Signal single(LayerCall call) throws Unsupported {
    Signal input = call.series();
    Settings settings = call.settings();
    Cell cell = cell(call, call.layer().className(), settings, "cell", 0);
    boolean backwards = settings.flag("go_backwards", false);
    boolean all = settings.flag("return_sequences", false);
    String from = backwards ? reverse(call, input) : input.vertex();
    Masks.requireLastStep(input, all);
    Layer layer = all ? cell.layer() : last(call, cell, input);
    call.plan().addTrained(call.name(), layer, call.trainable(), from);
    cell.assign(call.plan(), call.name(), "");
    return all
        ? Signal.of(call.name(), input.shape()[0], cell.units())
        : Signal.of(call.name(), cell.units());
  }

  /** What is known behind the last step that is not left out. */
  private static Layer last(LayerCall call, Cell cell, Signal input) {
    LastTimeStep last = new LastTimeStep(cell.layer());
    return input.hidden() == null ? last : Masks.leaveOut(call, last, input.hidden());
  }

  private static String reverse(LayerCall call, Signal input) {
    return call.plan()
        .add(call.name() + "/reversed", new ReverseTimeSeriesVertex(), List.of(input.vertex()));
  }

  static Signal bidirectional(LayerCall call) throws Unsupported {
    Signal input = call.series();
    JsonNode inner = Json.get(call.layer().config(), "layer");
    Settings forward = new Settings(inner.path("config"));
    JsonNode other = Json.get(call.layer().config(), "backward_layer");
    Settings backward = other.isMissingNode() ? forward : new Settings(other.path("config"));
    String mode = call.settings().text("merge_mode", "none");
    boolean turned = forward.flag("go_backwards", false);
    boolean differ =
        forward.flag("return_sequences", false) != backward.flag("return_sequences", false);
    if (!MODES.containsKey(mode) || turned || differ) {
      throw new Unsupported("joins its two directions in a way that Deeplearning4j does not have");
    }
    String type = inner.path("class_name").asText();
    Cell first = cell(call, type, forward, "forward_layer/cell", 0);
    Cell second = cell(call, type, backward, "backward_layer/cell", 3);
    if (first.units() != second.units() && !mode.equals("concat")) {
      throw new Unsupported("joins directions of different sizes");
    }
    Masks.requireLastStep(input, forward.flag("return_sequences", false));
    return forward.flag("return_sequences", false)
        ? allSteps(call, input, MODES.get(mode), first, second)
        : lastSteps(call, input, mode, first, second);
  }

  private static Signal allSteps(
      LayerCall call, Signal input, Bidirectional.Mode mode, Cell first, Cell second)
      throws Unsupported {
    if (first.units() != second.units()) {
      throw new Unsupported("joins directions of different sizes");
    }
    Layer layer = new Bidirectional(mode, first.layer());
    call.plan().addTrained(call.name(), layer, call.trainable(), input.vertex());
    first.assign(call.plan(), call.name(), "f");
    second.assign(call.plan(), call.name(), "b");
    int both = mode == Bidirectional.Mode.CONCAT ? 2 : 1;
    return Signal.of(call.name(), input.shape()[0], both * first.units());
  }

  /** What each direction knows at its end; the one from the end ends at the first step. */
  private static Signal lastSteps(
      LayerCall call, Signal input, String mode, Cell first, Cell second) {
    GraphPlan plan = call.plan();
    String forward = call.name() + "/forward";
    String backward = call.name() + "/backward";
    plan.addTrained(forward, last(call, first, input), call.trainable(), input.vertex());
    plan.addTrained(backward, last(call, second, input), call.trainable(), reverse(call, input));
    first.assign(plan, forward, "");
    second.assign(plan, backward, "");
    GraphVertex join =
        switch (mode) {
          case "sum" -> new ElementWiseVertex(ElementWiseVertex.Op.Add);
          case "mul" -> new ElementWiseVertex(ElementWiseVertex.Op.Product);
          case "ave" -> new ElementWiseVertex(ElementWiseVertex.Op.Average);
          default -> new MergeVertex();
        };
    plan.add(call.name(), join, List.of(forward, backward));
    boolean concat = mode.equals("concat");
    return Signal.of(call.name(), concat ? first.units() + second.units() : first.units());
  }

  /**
   * @param position of its first array among all of the layer's
   */
  private static Cell cell(
      LayerCall call, String type, Settings settings, String part, int position)
      throws Unsupported {
    settings.refuse(
        "return_state",
        "stateful",
        "dropout",
        "recurrent_dropout",
        "zero_output_for_mask",
        "time_major");
    if (!settings.flag("use_bias", true)) {
      throw new Unsupported("has no bias, and Deeplearning4j's always has one");
    }
    int in = call.input().channels();
    int units = settings.size("units");
    boolean gated = type.equals("LSTM");
    int columns = Signal.product(units, gated ? 4 : 1);
    StoredArray[] weights = {
      call.weights(part, 0, position, in, columns),
      call.weights(part, 1, position + 1, units, columns),
      call.weights(part, 2, position + 2, columns)
    };
    return new Cell(layer(call, type, settings, in, units), units, weights, gated);
  }

  private static BaseRecurrentLayer layer(
      LayerCall call, String type, Settings settings, int in, int units) throws Unsupported {
    var activation =
        Activations.of(Activations.name(settings.config(), "activation"), call.keras2());
    switch (type) {
      case "LSTM" -> {
        LSTM.Builder builder =
            Penalties.apply(
                new LSTM.Builder(), settings, "kernel_regularizer", "recurrent_regularizer");
        String gate = Activations.name(settings.config(), "recurrent_activation");
        return builder
            .nIn(in)
            .nOut(units)
            .activation(activation)
            .gateActivationFunction(Activations.of(gate, call.keras2()))
            .build();
      }
      case "SimpleRNN" -> {
        SimpleRnn.Builder builder =
            Penalties.apply(
                new SimpleRnn.Builder(), settings, "kernel_regularizer", "recurrent_regularizer");
        return builder.nIn(in).nOut(units).activation(activation).build();
      }
      default -> throw new Unsupported("holds a %s, which Deeplearning4j does not have", type);
    }
  }
}
