package org.dl4jlab.interchange.keras;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dl4jlab.UserException;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.RmsProp;

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
   */
  public record Options(boolean compiled, long seed, double inputFactor) {

    private static final long DEFAULT_SEED = 42;

    /** All of the file, and numbers as they are. */
    public static Options defaults() {
      return new Options(true, DEFAULT_SEED, 1);
    }

    /** Without the file's optimizer and losses. */
    public Options withoutTraining() {
      return new Options(false, seed, inputFactor);
    }

    public Options withInputFactor(double factor) {
      return new Options(compiled, seed, factor);
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
    }
  }

  private static ImportedModel read(KerasFile file, Options options) {
    ModelDescription model = ConfigReader.read(file.model(), file.path().toString());
    GraphPlan plan = new GraphPlan();
    ModelTranslator translator = new ModelTranslator(plan, file.weights(), file.isKeras2());
    List<Signal> inputs = translator.inputs(model, options.inputFactor());
    List<Signal> results = translator.translate(model, inputs, true);
    List<String> problems = new ArrayList<>(translator.problems());
    CompileConfig compiled = compiled(file, model, options, problems);
    if (results.isEmpty() || inputs.isEmpty()) {
      problems.add("the model has no input or no output");
    }
    List<String> outputs = new ArrayList<>();
    if (problems.isEmpty()) {
      outputs = outputs(plan, model, results, compiled, problems);
    }
    if (!problems.isEmpty()) {
      throw new UserException(
          "%s cannot be imported: %s".formatted(file.path(), String.join("; ", problems)));
    }
    if (compiled.optimizer().updater() instanceof RmsProp) {
      plan.note(
          "RMSprop adds its epsilon under the root in Keras, and to the root here: steps differ where gradients are small");
    }
    ComputationGraph graph = plan.build(defaults(compiled.optimizer(), options.seed()), outputs);
    return new ImportedModel(
        graph,
        model.name(),
        inputs.stream().map(input -> input.shape().clone()).toList(),
        results.stream().map(result -> result.shape().clone()).toList(),
        compiled.losses().stream().allMatch(loss -> loss != null),
        compiled.optimizer().learningRate(),
        file.version(),
        plan.notes());
  }

  private static CompileConfig compiled(
      KerasFile file, ModelDescription model, Options options, List<String> problems) {
    List<String> names = model.outputs().stream().map(LayerDescription.Reference::layer).toList();
    if (options.compiled()) {
      try {
        return CompileConfig.read(file.compiled(), names);
      } catch (Unsupported e) {
        problems.add("the training %s".formatted(e.getMessage()));
      }
    }
    return CompileConfig.usual(names.size());
  }

  private static List<String> outputs(
      GraphPlan plan,
      ModelDescription model,
      List<Signal> results,
      CompileConfig compiled,
      List<String> problems) {
    List<String> outputs = new ArrayList<>();
    Outputs maker = new Outputs(plan);
    for (int i = 0; i < results.size(); i++) {
      String name = model.outputs().get(i).layer();
      try {
        outputs.add(maker.add(results.get(i), compiled.losses().get(i)));
      } catch (Unsupported e) {
        problems.add("the output \"%s\" %s".formatted(name, e.getMessage()));
      }
    }
    if (compiled.optimizer().clipping() != GradientNormalization.None && plan.hasStatistics()) {
      problems.add(
          "the training clips gradients, which Deeplearning4j does to the statistics of batch normalization too");
    }
    return outputs;
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
}
