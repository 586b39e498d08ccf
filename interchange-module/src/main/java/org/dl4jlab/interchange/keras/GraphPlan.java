package org.dl4jlab.interchange.keras;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The graph to be: its vertices, and where their weights come from. Nothing is built before all is
 * known.
 */
final class GraphPlan {

  /** One vertex: a layer or another. */
  record Part(Layer layer, GraphVertex vertex, List<String> inputs) {}

  /**
   * An array of a layer's.
   *
   * @param memory whether DL4J reads it in the order of its memory, whatever its shape says
   */
  record Assignment(
      String vertex,
      String parameter,
      StoredArray source,
      UnaryOperator<Tensor> change,
      boolean memory) {}

  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final List<Assignment> assignments = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> inputs = new ArrayList<>();
  private final Set<String> trained = new HashSet<>();

  private final boolean vectorsApart;
  private Tensor vectors; // null as long as no embedding was met

  /**
   * @param vectorsApart whether an embedding of the input is no part of the graph
   */
  GraphPlan(boolean vectorsApart) {
    this.vectorsApart = vectorsApart;
  }

  /** Whether an embedding of this vertex is left out of the graph. */
  boolean leavesOut(String vertex) {
    return vectorsApart && vectors == null && inputs.equals(List.of(vertex));
  }

  /** Keeps the vectors of an embedding that is left out. */
  void leaveOut(Tensor embedding) {
    vectors = embedding;
    note("The vectors of the words are kept as they are while the rest is trained on");
  }

  /** Whether an embedding was left out. */
  boolean hasVectorsApart() {
    return vectors != null;
  }

  /** {@code [words, size]} row-major, or null. */
  float[] vectors() {
    return vectors == null ? null : vectors.data();
  }

  /** What the graph is given where Keras' model is given this. */
  int[] given(int... shape) {
    return vectors == null ? shape.clone() : new int[] {shape[0], vectors.shape()[1]};
  }

  void addInput(String name) {
    inputs.add(name);
  }

  /** Adds a layer without weights. */
  String add(String name, Layer layer, String input) {
    put(name, new Part(layer, null, List.of(input)));
    return name;
  }

  /** Adds a layer with weights, which are kept as they are where it is not to be trained. */
  String addTrained(String name, Layer layer, boolean trainable, String input) {
    Layer kept = layer;
    if (!trainable) {
      kept = endsBackward(input) ? new FrozenLayer(layer) : new FrozenLayerWithBackprop(layer);
    } else {
      trained.add(name);
    }
    return add(name, kept, input);
  }

  /** Whether no gradient is wanted: DL4J wants one of all layers that are not frozen themselves. */
  private boolean endsBackward(String input) {
    return inputs.contains(input) || parts.get(input).layer() instanceof FrozenLayer;
  }

  String add(String name, GraphVertex vertex, List<String> from) {
    put(name, new Part(null, vertex, List.copyOf(from)));
    return name;
  }

  String add(String name, InputPreProcessor shape, String input) {
    return add(name, new PreprocessorVertex(shape), List.of(input));
  }

  private void put(String name, Part part) {
    if (inputs.contains(name) || parts.put(name, part) != null) {
      throw new MalformedModelException("two layers are called %s", name);
    }
    if (part.inputs().stream().anyMatch(trained::contains)) {
      trained.add(name);
    }
  }

  Part part(String name) {
    return parts.get(name);
  }

  void replace(String name, Layer layer) {
    parts.put(name, new Part(layer, null, parts.get(name).inputs()));
  }

  long readers(String name) {
    return parts.values().stream()
        .flatMap(part -> part.inputs().stream())
        .filter(name::equals)
        .count();
  }

  /** Keeps a sentence for the person who imports. */
  void note(String sentence) {
    notes.add(sentence);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /** How many layers learn statistics of their batches. */
  int statistics() {
    return (int)
        parts.values().stream().filter(part -> part.layer() instanceof BatchNormalization).count();
  }

  void assign(String vertex, String parameter, StoredArray source, UnaryOperator<Tensor> change) {
    assignments.add(new Assignment(vertex, parameter, source, change, false));
  }

  /** Numbers that are not the file's. */
  void assign(String vertex, String parameter, Tensor constant) {
    StoredArray made = new StoredArray("", constant.shape(), constant::data);
    assignments.add(new Assignment(vertex, parameter, made, UnaryOperator.identity(), false));
  }

  void assignMemory(String vertex, String parameter, StoredArray source) {
    assignments.add(new Assignment(vertex, parameter, source, UnaryOperator.identity(), true));
  }

  /** The graph with its weights. */
  ComputationGraph build(OptimizerChoice optimizer, long seed, List<String> outputs) {
    adapt(optimizer);
    GraphBuilder builder =
        defaults(optimizer, seed).graphBuilder().addInputs(inputs.toArray(String[]::new));
    parts.forEach(
        (name, part) -> {
          String[] from = part.inputs().toArray(String[]::new);
          if (part.layer() != null) {
            builder.addLayer(name, part.layer(), from);
          } else {
            builder.addVertex(name, part.vertex(), from);
          }
        });
    // DL4J's advice on losses and activations is no obstacle: the model was made elsewhere.
    builder.setOutputs(outputs.toArray(String[]::new)).validateOutputLayerConfig(false);
    ComputationGraphConfiguration configuration = builder.build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    Map<String, INDArray> table = graph.paramTable();
    assignments.forEach(assignment -> write(assignment, assignment.source(), table));
    tellOfNoNumbers(table);
    return graph;
  }

  private void tellOfNoNumbers(Map<String, INDArray> table) {
    Set<String> vertices = new LinkedHashSet<>();
    for (Assignment assignment : assignments) {
      INDArray array = table.get(assignment.vertex() + "_" + assignment.parameter());
      if (!Double.isFinite(array.sumNumber().doubleValue())) {
        vertices.add("\"" + assignment.vertex() + "\"");
      }
    }
    if (!vertices.isEmpty()) {
      note(
          "Warning: not all weights of %s are numbers (NaN, or infinite), so what the model predicts is none either"
              .formatted(String.join(", ", vertices)));
    }
  }

  private static NeuralNetConfiguration.Builder defaults(OptimizerChoice optimizer, long seed) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(optimizer.updater())
        .gradientNormalization(optimizer.clipping())
        .gradientNormalizationThreshold(optimizer.threshold())
        .weightInit(WeightInit.XAVIER_UNIFORM)
        .activation(Activation.IDENTITY);
  }

  /** What the optimizer does to layers one by one, and where it cannot. */
  private void adapt(OptimizerChoice optimizer) {
    boolean statistics = false;
    for (Part part : parts.values()) {
      if (part.layer() instanceof BatchNormalization batch) {
        // DL4J would clip the changes of its statistics too.
        batch.setGradientNormalization(GradientNormalization.None);
        statistics = true;
      } else if (part.layer() != null && optimizer.weightDecay() > 0) {
        Penalties.decay(part.layer(), optimizer.weightDecay());
      }
    }
    if (statistics && optimizer.clipping() != GradientNormalization.None) {
      note("The gradients of batch normalization are not clipped");
    }
    if (statistics && optimizer.weightDecay() > 0) {
      note("The scales and offsets of batch normalization do not decay");
    }
  }

  /**
   * Writes numbers where an array of the file belongs, changed as that is.
   *
   * @param array one of those that were assigned
   */
  void write(StoredArray array, StoredArray numbers, ComputationGraph graph) {
    Map<String, INDArray> table = graph.paramTable();
    assignments.stream()
        .filter(assignment -> assignment.source() == array)
        .forEach(assignment -> write(assignment, numbers, table));
  }

  private static void write(
      Assignment assignment, StoredArray source, Map<String, INDArray> table) {
    INDArray to = table.get(assignment.vertex() + "_" + assignment.parameter());
    Tensor tensor = assignment.change().apply(source.read());
    if (assignment.memory()) {
      to.reshape(to.ordering(), new long[] {to.length()}).assign(tensor.array(to.length()));
    } else {
      to.assign(tensor.array(to.shape()));
    }
  }
}
