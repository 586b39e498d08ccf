package org.dl4jlab.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A graph's layers as Keras' {@code model.summary()} lists them, for any {@link ComputationGraph}.
 * A run's folder keeps it as text and as JSON, with the totals, which are not read back.
 *
 * @param rows in topological order; what flattens between layers has a row of its own
 */
public record Summary(List<Row> rows) {

  /**
   * @param shape of the output, {@code (None, height, width, channels)} as Keras orders it; {@code
   *     ?} where it is not known
   * @param parameters of the layer, running statistics included
   * @param notTrainable of these, what no gradient changes
   */
  public record Row(String name, String type, String shape, long parameters, long notTrainable) {

    public Row {
      Objects.requireNonNull(name, "the layer has no name");
      Objects.requireNonNull(type, "the layer has no type");
      Objects.requireNonNull(shape, "the layer has no shape");
    }
  }

  public Summary {
    rows = List.copyOf(Objects.requireNonNull(rows, "there are no layers"));
  }

  /** The statistics that batch normalization keeps. */
  private static final Set<String> STATISTICS = Set.of("mean", "var", "log10stdev");

  /**
   * @param inputs of the network, in the order of its inputs; DL4J does not keep what a
   *     configuration was built with, so without them the shapes are unknown
   */
  public static Summary of(ComputationGraph graph, InputType... inputs) {
    Map<String, InputType> outputs = inputs.length == 0 ? Map.of() : outputs(graph, inputs);
    List<Row> rows = new ArrayList<>();
    List<String> inputNames = graph.getConfiguration().getNetworkInputs();
    for (int i = 0; i < inputNames.size(); i++) {
      String shape = inputs.length == 0 ? "?" : shape(inputs[i]);
      rows.add(new Row(inputNames.get(i), "InputLayer", shape, 0, 0));
    }
    for (int index : graph.topologicalSortOrder()) {
      String name = graph.getVertices()[index].getVertexName();
      if (!inputNames.contains(name)) {
        addRows(rows, graph, name, outputs);
      }
    }
    return new Summary(rows);
  }

  private static Map<String, InputType> outputs(ComputationGraph graph, InputType[] inputs) {
    var configuration = graph.getConfiguration();
    Map<String, InputType> outputs = new HashMap<>();
    for (int i = 0; i < inputs.length; i++) {
      outputs.put(configuration.getNetworkInputs().get(i), inputs[i]);
    }
    for (int index : graph.topologicalSortOrder()) {
      String name = graph.getVertices()[index].getVertexName();
      if (!outputs.containsKey(name)) {
        InputType[] sources =
            configuration.getVertexInputs().get(name).stream()
                .map(outputs::get)
                .toArray(InputType[]::new);
        GraphVertex vertex = configuration.getVertices().get(name);
        outputs.put(name, output(vertex, index, sources));
      }
    }
    return outputs;
  }

  private static InputType output(GraphVertex vertex, int index, InputType[] sources) {
    if (LayerTypes.isLossOnly(vertex)) {
      return sources[0];
    }
    if (LayerTypes.poolsSteps(vertex)
        && sources[0] instanceof InputType.InputTypeRecurrent series) {
      return InputType.feedForward(series.getSize());
    }
    if (LayerTypes.isGivenFlat(vertex, sources[0])) {
      return ((LayerVertex) vertex).getLayerConf().getLayer().getOutputType(index, sources[0]);
    }
    return vertex.getOutputType(index, sources);
  }

  private static void addRows(
      List<Row> rows, ComputationGraph graph, String name, Map<String, InputType> outputs) {
    InputType output = outputs.get(name);
    InputType source = outputs.get(graph.getConfiguration().getVertexInputs().get(name).get(0));
    GraphVertex vertex = graph.getConfiguration().getVertices().get(name);
    if (vertex instanceof LayerVertex layerVertex) {
      InputPreProcessor before = layerVertex.getPreProcessor();
      if (before instanceof CnnToFeedForwardPreProcessor flatten) {
        long size = flatten.getInputHeight() * flatten.getInputWidth() * flatten.getNumChannels();
        rows.add(new Row("flatten", "Flatten", "(None, " + size + ")", 0, 0));
      } else if (before != null && !LayerTypes.isGivenFlat(vertex, source)) {
        rows.add(new Row("reshape", "Reshape", "?", 0, 0));
      }
    }
    rows.add(
        new Row(
            name,
            LayerTypes.kerasName(vertex),
            output == null ? "?" : shape(output),
            graph.getVertex(name).numParams(),
            notTrainable(graph, name)));
  }

  private static long notTrainable(ComputationGraph graph, String name) {
    var vertex = graph.getVertex(name);
    if (!vertex.hasLayer() || vertex.numParams() == 0) {
      return 0;
    }
    if (LayerTypes.isFrozen(vertex.getLayer())) {
      return vertex.numParams();
    }
    return vertex.getLayer().paramTable().entrySet().stream()
        .filter(parameter -> STATISTICS.contains(parameter.getKey()))
        .mapToLong(parameter -> parameter.getValue().length())
        .sum();
  }

  private static String shape(InputType type) {
    if (type instanceof InputType.InputTypeConvolutional image) {
      return tuple(image.getHeight(), image.getWidth(), image.getChannels());
    }
    if (type instanceof InputType.InputTypeRecurrent series) {
      return series.getTimeSeriesLength() > 0
          ? tuple(series.getTimeSeriesLength(), series.getSize())
          : "(None, None, %d)".formatted(series.getSize());
    }
    if (type instanceof InputType.InputTypeFeedForward flat) {
      return tuple(flat.getSize());
    }
    return tuple(type.getShape());
  }

  private static String tuple(long... sizes) {
    StringBuilder text = new StringBuilder("(None");
    Arrays.stream(sizes).forEach(size -> text.append(", ").append(size));
    return text.append(")").toString();
  }

  @JsonProperty(access = Access.READ_ONLY)
  public long parameters() {
    return rows.stream().mapToLong(Row::parameters).sum();
  }

  @JsonProperty(access = Access.READ_ONLY)
  public long notTrainable() {
    return rows.stream().mapToLong(Row::notTrainable).sum();
  }

  @JsonProperty(access = Access.READ_ONLY)
  public long trainable() {
    return parameters() - notTrainable();
  }

  /** The table as text, ending with the three totals. */
  public String toText() {
    List<String[]> cells = new ArrayList<>();
    cells.add(new String[] {"Layer (type)", "Output shape", "Param #"});
    for (Row row : rows) {
      cells.add(
          new String[] {
            "%s (%s)".formatted(row.name(), row.type()), row.shape(), number(row.parameters())
          });
    }
    int[] widths = new int[3];
    for (String[] line : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line[i].length());
      }
    }
    String rule = "-".repeat(widths[0] + widths[1] + widths[2] + 4) + "\n";
    StringBuilder text = new StringBuilder();
    for (String[] line : cells) {
      text.append(
          String.format(
              Locale.ROOT,
              "%%-%ds  %%-%ds  %%%ds\n".formatted(widths[0], widths[1], widths[2]),
              (Object[]) line));
      if (line == cells.get(0)) {
        text.append(rule);
      }
    }
    return text.append(rule)
        .append("Total params: %s\n".formatted(number(parameters())))
        .append("Trainable params: %s\n".formatted(number(trainable())))
        .append("Non-trainable params: %s\n".formatted(number(notTrainable())))
        .toString();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
