package org.dl4jlab.interchange.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.dl4jlab.UserException;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.interchange.Weights;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation;
import org.dl4jlab.program.Program;
import org.dl4jlab.program.ProgramReader;
import org.dl4jlab.program.Rewrites;
import org.dl4jlab.run.AtomicFile;

/**
 * Writes what a network predicts as an ONNX file, for any {@code ComputationGraph} or {@code
 * MultiLayerNetwork}, accelerated or plain. Inputs and outputs have the network's names and shapes,
 * channels first, with a free batch size; word numbers of an embedding are int64 of {@code [batch,
 * steps]}. Dropout is gone; masks are none.
 */
public final class OnnxExport {

  /** Of 2024: known to ONNX Runtime since 1.18, and to whatever else reads ONNX today. */
  static final long OPSET = 21;

  /** The version of the file's format that goes with it. */
  private static final long FORMAT = 10;

  /** Protobuf counts bytes with 31 bits; this leaves room for all that is not weights. */
  private static final long MOST_WEIGHTS = (1L << 31) / Float.BYTES - (1 << 20);

  private final NetworkModel network;
  private final List<InputType> inputs;
  private final Map<String, String> properties = new LinkedHashMap<>();
  private boolean bytes;

  private OnnxExport(NetworkModel network, List<InputType> inputs) {
    this.network = network;
    this.inputs = inputs;
  }

  /**
   * @param model an initialised ComputationGraph or MultiLayerNetwork
   * @param inputs the shape of each of its inputs; a series' length may be free
   * @throws IllegalArgumentException when there are more or fewer inputs
   */
  public static OnnxExport of(Model model, InputType... inputs) {
    NetworkModel network = NetworkModel.of(model);
    if (network.inputs().size() != inputs.length) {
      throw new IllegalArgumentException(
          "The network has %d inputs, not %d".formatted(network.inputs().size(), inputs.length));
    }
    return new OnnxExport(network, List.of(inputs));
  }

  /**
   * Has images taken as bytes, {@code uint8 [batch, height, width, channels]}, as picture files are
   * read, in place of numbers from 0 to 1 in the network's order.
   */
  public OnnxExport takingBytes() {
    bytes = true;
    return this;
  }

  /** Adds a property to the file's metadata, such as where the network comes from. */
  public OnnxExport property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  /**
   * Writes the file.
   *
   * @throws UserException when the network has what cannot be exported: all of it is named
   */
  public void write(Path file) throws IOException {
    ModelProto model = model();
    AtomicFile.write(file, model::writeTo);
  }

  /** The file's content. */
  ModelProto model() {
    Program program = Rewrites.forPrediction(ProgramReader.read(network));
    GraphWriter graph = new GraphWriter("network");
    Context context = new Context(network, new Weights(network, program), graph);
    requirePossible(program, context);
    Map<String, Value> values = new HashMap<>();
    for (Node node : program.nodes()) {
      Value value =
          node.operation() instanceof Operation.Input input
              ? input(node, inputs.get(input.index()), program, context)
              : OperationWriters.write(
                  node, node.inputs().stream().map(values::get).toList(), context);
      values.put(node.name(), value);
    }
    program.outputs().forEach(name -> graph.output(name, sizes(values.get(name))));
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(FORMAT)
            .setProducerName("dl4j-lab")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
            .setGraph(graph.build());
    properties.forEach(
        (name, value) ->
            model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(name).setValue(value)));
    return model.build();
  }

  private void requirePossible(Program program, Context context) {
    List<String> obstacles = new ArrayList<>();
    for (Node node : program.nodes()) {
      OperationWriters.obstacle(node, context)
          .ifPresent(why -> obstacles.add("'%s' %s".formatted(node.layer(), why)));
    }
    if (!obstacles.isEmpty()) {
      throw new UserException(
          "The network cannot be written as ONNX: " + String.join("; ", obstacles));
    }
    if (network.parameters() != null && network.parameters().length() > MOST_WEIGHTS) {
      throw new UserException(
          "The network has %,d weights; an ONNX file holds at most %,d"
              .formatted(network.parameters().length(), MOST_WEIGHTS));
    }
  }

  private Value input(Node node, InputType type, Program program, Context context) {
    GraphWriter graph = context.graph();
    String name = node.name();
    if (readsWords(node, program, context)) {
      long steps =
          type instanceof InputType.InputTypeRecurrent series
              ? length(series)
              : type.arrayElementsPerExample();
      graph.input(name, TensorProto.DataType.INT64, size(steps));
      return new Value(name, steps);
    }
    Value value = new Value(name, sample(type));
    if (bytes && type instanceof InputType.InputTypeConvolutional image) {
      graph.input(
          name,
          TensorProto.DataType.UINT8,
          size(image.getHeight()),
          size(image.getWidth()),
          size(image.getChannels()));
      return new Value(addPreprocessing(name, graph), value.sample());
    }
    graph.input(name, TensorProto.DataType.FLOAT, sizes(value));
    return value;
  }

  /** The same division that the network's images come from. */
  private static String addPreprocessing(String name, GraphWriter graph) {
    graph.add(
        "Cast",
        name + "/float",
        List.of(name),
        Attributes.of("to", TensorProto.DataType.FLOAT.getNumber()));
    String white = graph.scalar(name + "/white", ImageBatch.WHITE);
    graph.add("Div", name + "/scaled", List.of(name + "/float", white));
    return graph.add(
        "Transpose",
        name + "/channels first",
        List.of(name + "/scaled"),
        Attributes.of("perm", new long[] {0, 3, 1, 2}));
  }

  private static boolean readsWords(Node input, Program program, Context context) {
    return program.readers(input.name()).stream()
        .anyMatch(
            reader ->
                reader.operation() instanceof Operation.Stock
                    && StockWriters.isEmbedding(context.layer(reader.layer())));
  }

  private static long[] sample(InputType type) {
    if (type instanceof InputType.InputTypeConvolutional image) {
      return new long[] {image.getChannels(), image.getHeight(), image.getWidth()};
    }
    if (type instanceof InputType.InputTypeRecurrent series) {
      return new long[] {series.getSize(), length(series)};
    }
    return new long[] {type.arrayElementsPerExample()};
  }

  private static long length(InputType.InputTypeRecurrent series) {
    return series.getTimeSeriesLength() > 0 ? series.getTimeSeriesLength() : Value.FREE;
  }

  private static String[] sizes(Value value) {
    return IntStream.range(0, value.sample().length)
        .mapToObj(i -> size(value.sample()[i]))
        .toArray(String[]::new);
  }

  private static String size(long size) {
    return size == Value.FREE ? "steps" : String.valueOf(size);
  }
}
