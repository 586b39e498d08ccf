package org.dl4jlab.interchange.keras;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;

/**
 * Reads a model that Keras wrote, as an ordinary graph of DL4J's with the same weights that
 * computes the same: {@code Sequential} and functional models in {@code .keras} files of Keras 3
 * and in legacy {@code .h5} files.
 *
 * <p>The graph has the channels first: it is given images as {@code [batch, channels, height,
 * width]} and series as {@code [batch, features, steps]}, and gives such. Nothing in the file is
 * executed; layers of Python code are refused.
 */
public final class KerasImport {

  private KerasImport() {}

  /** As {@link #read(Path, Options)}, with the optimizer and loss that the model has. */
  public static ImportedModel read(Path file) throws IOException {
    return read(file, Options.defaults());
  }

  /**
   * What of a file is wanted.
   *
   * @param compiled whether optimizer and loss too; without, the graph has Keras' default optimizer
   *     and the loss that goes with its last activation
   * @param seed of dropout while training goes on
   * @param inputFactor by which the graph multiplies what it is given before the model sees it: 255
   *     for a model that wants pixels from 0 to 255 and is given such from 0 to 1
   * @param vectorsApart whether an embedding at the model's beginning comes apart from the graph,
   *     which then is given vectors in place of numbers, and does not train them
   */
  public record Options(boolean compiled, long seed, double inputFactor, boolean vectorsApart) {

    private static final long DEFAULT_SEED = 42;

    /** All of the file, and numbers as they are. */
    public static Options defaults() {
      return new Options(true, DEFAULT_SEED, 1, false);
    }

    /** Without the file's optimizer and losses. */
    public Options withoutTraining() {
      return new Options(false, seed, inputFactor, vectorsApart);
    }

    public Options withInputFactor(double factor) {
      return new Options(compiled, seed, factor, vectorsApart);
    }

    public Options withVectorsApart() {
      return new Options(compiled, seed, inputFactor, true);
    }
  }

  /**
   * Reads a model.
   *
   * @throws UserException when the file is no whole model of Keras', or a layer in it has no
   *     counterpart; the message then names all of those
   */
  public static ImportedModel read(Path file, Options options) throws IOException {
    try (KerasFile keras = KerasFile.open(file)) {
      return read(keras, options);
    } catch (MalformedModelException e) {
      throw refused(file, e.getMessage());
    }
  }

  private static ImportedModel read(KerasFile file, Options options) {
    ModelDescription model = ConfigReader.read(file.model(), file.path().toString());
    GraphPlan plan = new GraphPlan(options.vectorsApart());
    ReadArrays arrays = new ReadArrays(file.weights());
    ModelTranslator translator = new ModelTranslator(plan, arrays, file.isKeras2());
    List<Signal> inputs = translator.inputs(model, options.inputFactor());
    List<Signal> results = translator.translate(model, inputs, true);
    List<String> problems = new ArrayList<>(translator.problems());
    boolean complete =
        !inputs.isEmpty()
            && inputs.size() == model.inputs().size()
            && !results.isEmpty()
            && results.stream().allMatch(Objects::nonNull);
    if (options.vectorsApart()
        && problems.isEmpty()
        && (!plan.hasVectorsApart() || model.readersOfInput() != 1)) {
      problems.add("it does not begin with an embedding, which alone reads its one input");
    }
    if (!complete && problems.isEmpty()) {
      problems.add("one of its inputs or outputs is missing, or is none of its layers");
    }
    CompileConfig compiled = compiled(file, model, options);
    List<String> outputs = new ArrayList<>();
    boolean own = compiled.optimizerRead();
    if (problems.isEmpty()) {
      Outputs maker = new Outputs(plan);
      for (int i = 0; i < results.size(); i++) {
        own &= maker.add(model.outputs().get(i).layer(), results.get(i), compiled.losses().get(i));
      }
      problems.addAll(maker.problems());
      outputs.addAll(maker.names());
    }
    if (!problems.isEmpty()) {
      throw refused(file.path(), String.join("; ", problems));
    }
    compiled.notes().forEach(plan::note);
    ComputationGraph graph = plan.build(compiled.optimizer(), options.seed(), outputs);
    if (compiled.optimizerRead()) {
      train(graph, file, plan, compiled.optimizer(), arrays.trained(model));
    }
    return new ImportedModel(
        graph,
        model.name(),
        inputs.stream().map(input -> plan.given(input.shape())).toList(),
        results.stream().map(result -> result.shape().clone()).toList(),
        own,
        compiled.optimizer().learningRate(graph.getConfiguration().getIterationCount()),
        file.version(),
        plan.notes(),
        plan.vectors());
  }

  private static UserException refused(Path file, String why) {
    return new UserException("%s cannot be imported: %s".formatted(file, why));
  }

  private static CompileConfig compiled(KerasFile file, ModelDescription model, Options options) {
    List<String> names = model.outputs().stream().map(LayerDescription.Reference::layer).toList();
    return options.compiled()
        ? CompileConfig.read(file.compiled(), names)
        : CompileConfig.usual(
            names.size(),
            "The model's own training is left out: it would go on with Adam and the usual loss");
  }

  private static void train(
      ComputationGraph graph,
      KerasFile file,
      GraphPlan plan,
      OptimizerChoice optimizer,
      List<StoredArray> arrays) {
    OptimizerVariables variables = file.optimizer(optimizer.scheduled());
    TrainingState state = new TrainingState(plan, optimizer.memory(), variables, arrays);
    state.begin(graph);
    if (variables.steps() > 0) {
      try {
        state.restore(graph);
      } catch (Unsupported e) {
        plan.note(
            "The training would go on as if from its first step: the model's optimizer "
                + e.getMessage());
      }
    }
  }
}
